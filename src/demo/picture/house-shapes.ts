import { doorLock, fan, hairDryer, heater, humidifier, stylingBrush, waterPurifier } from './appliances.js';
import { cable, charger, powerBank } from './chargers.js';
import { kitchenTool, knife, pan, pot } from './cookware.js';
import { headphones, keyboard, phoneCase, phoneHolder, screenGlass, speaker, watch } from './digital.js';
import { bed, candle, lamp, pillow, quilt, reedDiffuser, storage, towels } from './home.js';
import {
  airFryer,
  blender,
  coffeeGrinder,
  espressoMachine,
  glassKettle,
  kettle,
  riceCooker,
} from './kitchen-appliances.js';
import { bear, bowl, car, clock, house, monster, plant, runner, train, waves } from './motifs.js';
import { flat, type ShapeTable, standing } from './shape-table.js';
import { ball, camping, dumbbell, racket, sportsBottle, yogaMat } from './sports.js';
import { book, notebook, pens, stationerySet, workbook } from './stationery.js';
import { container, flask, mug, tableware, teaBowl } from './tableware.js';

/** What stays: household, kitchen, devices, sports, books. */
export const houseShapes: ShapeTable = {
  四件套: [
    ['婚庆', standing(bed({ festive: true }))],
    ['牛奶绒', standing(bed({ warm: true }))],
    ['', standing(bed())],
  ],
  被子: [
    ['空调', standing(quilt({ thin: true }))],
    ['', standing(quilt())],
  ],
  枕头: [
    ['记忆棉|护颈', standing(pillow({ wave: true }))],
    ['', standing(pillow())],
  ],
  毛巾: [
    ['抹布', standing(towels({ cloths: true }))],
    ['', standing(towels())],
  ],
  收纳盒: [
    ['抽屉', standing(storage('drawers'))],
    ['真空', flat(storage('vacuum'))],
    ['', standing(storage('box'))],
  ],
  香薰: [
    ['无火', standing(reedDiffuser)],
    ['', standing(candle)],
  ],
  台灯: [
    ['床头', standing(lamp({ bedside: true }))],
    ['', standing(lamp())],
  ],
  炒锅: [
    ['煎蛋', standing(pan({ food: true }))],
    ['平底', standing(pan())],
    ['', standing(pan({ wok: true }))],
  ],
  汤锅: [
    ['奶锅', standing(pot({ handle: true }))],
    ['砂锅', standing(pot({ clay: true }))],
    ['', standing(pot())],
  ],
  刀具: [
    ['套装', standing(knife('block'))],
    ['厨师', flat(knife('chef'))],
    ['', flat(knife('cleaver'))],
  ],
  保温杯: [
    ['随行', standing(flask('tumbler'))],
    ['儿童', standing(flask('child'))],
    ['焖烧', standing(flask('food'))],
    ['', standing(flask('slim'))],
  ],
  马克杯: [
    ['对杯', standing(mug({ pair: true }))],
    ['盖碗', standing(teaBowl)],
    ['', standing(mug())],
  ],
  餐具: [
    ['拉面', standing(tableware('noodles'))],
    ['宝宝', standing(tableware('child'))],
    ['', standing(tableware('set'))],
  ],
  饭盒: [
    ['保鲜', standing(container('stack'))],
    ['密封罐', standing(container('jars'))],
    ['', standing(container('lunch'))],
  ],
  厨房工具: [
    ['砧板', flat(kitchenTool('board'))],
    ['垃圾袋', standing(kitchenTool('roll'))],
    ['', standing(kitchenTool('spatulas'))],
  ],
  电热水壶: [
    ['调奶', standing(glassKettle)],
    ['折叠', standing(kettle({ folding: true }))],
    ['', standing(kettle())],
  ],
  电饭煲: [
    ['迷你', standing(riceCooker({ small: true }))],
    ['', standing(riceCooker())],
  ],
  空气炸锅: [
    ['烤箱', standing(airFryer({ oven: true }))],
    ['', standing(airFryer())],
  ],
  破壁机: [
    ['便携', standing(blender({ portable: true }))],
    ['', standing(blender())],
  ],
  咖啡机: [
    ['磨豆', standing(coffeeGrinder)],
    ['', standing(espressoMachine)],
  ],
  吹风机: [
    ['直发', flat(stylingBrush)],
    ['', flat(hairDryer)],
  ],
  加湿器: [
    ['迷你', standing(humidifier({ small: true }))],
    ['', standing(humidifier())],
  ],
  电风扇: [
    ['手持', standing(fan('hand'))],
    ['挂脖', flat(fan('neck'))],
    ['', standing(fan('standing'))],
  ],
  取暖器: [
    ['电热毯', standing(heater('blanket'))],
    ['暖手', standing(heater('hand'))],
    ['', standing(heater('panel'))],
  ],
  净水器: [
    ['净饮', standing(waterPurifier({ counter: true }))],
    ['', standing(waterPurifier())],
  ],
  智能门锁: [
    ['可视', flat(doorLock({ camera: true }))],
    ['', flat(doorLock())],
  ],
  充电器: [
    ['充电站', standing(charger('station'))],
    ['无线', standing(charger('stand'))],
    ['单口', standing(charger('single'))],
    ['', standing(charger('plug'))],
  ],
  数据线: [
    ['三合一', flat(cable('three'))],
    ['收纳', flat(cable('roll'))],
    ['', flat(cable('coil'))],
  ],
  移动电源: [
    ['磁吸', standing(powerBank('magnetic'))],
    ['大容量', standing(powerBank('big'))],
    ['', standing(powerBank('cable'))],
  ],
  耳机: [
    ['头戴', flat(headphones('over'))],
    ['骨传导', flat(headphones('sport'))],
    ['半入耳', standing(headphones('stem'))],
    ['', standing(headphones('buds'))],
  ],
  手机壳: [
    ['透明', flat(phoneCase('clear'))],
    ['挂绳', flat(phoneCase('strap'))],
    ['', flat(phoneCase('silicone'))],
  ],
  钢化膜: [['', flat(screenGlass)]],
  智能手表: [
    ['手环', flat(watch('band'))],
    ['儿童', flat(watch('child'))],
    ['', flat(watch('round'))],
  ],
  键盘鼠标: [
    ['套装', flat(keyboard('set'))],
    ['鼠标', standing(keyboard('mouse'))],
    ['', flat(keyboard('keyboard'))],
  ],
  音箱: [
    ['复古', standing(speaker({ retro: true }))],
    ['', standing(speaker())],
  ],
  手机支架: [
    ['车载', standing(phoneHolder({ car: true }))],
    ['', standing(phoneHolder())],
  ],
  瑜伽垫: [
    ['泡沫轴', standing(yogaMat({ roller: true }))],
    ['', standing(yogaMat())],
  ],
  哑铃: [
    ['可调节', standing(dumbbell('adjustable'))],
    ['弹力带', flat(dumbbell('bands'))],
    ['', standing(dumbbell('pair'))],
  ],
  球类: [
    ['篮球', standing(ball('basket'))],
    ['足球', standing(ball('foot'))],
    ['', standing(ball('soft'))],
  ],
  羽毛球拍: [
    ['乒乓', flat(racket({ table: true }))],
    ['', flat(racket())],
  ],
  帐篷: [
    ['天幕', standing(camping('tarp'))],
    ['椅', standing(camping('chair'))],
    ['', standing(camping('tent'))],
  ],
  运动水杯: [
    ['钛', standing(sportsBottle({ titanium: true }))],
    ['', standing(sportsBottle())],
  ],
  生活图书: [
    ['种菜', standing(book(plant))],
    ['收纳', standing(book(house))],
    ['慢跑', standing(book(runner))],
    ['', standing(book(bowl))],
  ],
  文学图书: [
    ['车站', standing(book(train))],
    ['修表', standing(book(clock))],
    ['', standing(book(waves))],
  ],
  绘本: [
    ['小熊', standing(book(bear, 4))],
    ['怪兽', standing(book(monster, 3))],
    ['', standing(book(car))],
  ],
  学习用书: [['', flat(workbook)]],
  笔记本: [
    ['皮面', standing(notebook('leather'))],
    ['线圈', standing(notebook('spiral'))],
    ['日历', standing(notebook('calendar'))],
    ['', standing(notebook('planner'))],
  ],
  笔: [
    ['钢笔', standing(pens('fountain'))],
    ['荧光', standing(pens('highlighter'))],
    ['水彩', standing(pens('colours'))],
    ['', standing(pens('gel'))],
  ],
  文具套装: [
    ['笔袋', standing(stationerySet('case'))],
    ['考试', flat(stationerySet('exam'))],
    ['', standing(stationerySet('gift'))],
  ],
};
