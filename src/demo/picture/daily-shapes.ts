import { babyBottle, toy } from './baby.js';
import {
  capBottle,
  compact,
  creamJar,
  dropperBottle,
  dropperPair,
  jug,
  lipstick,
  maskSachets,
  perfume,
  pumpBottle,
  sprayCan,
  squeezeTube,
} from './bottles.js';
import { pads, shaver, toothbrush, toothpaste } from './care.js';
import { bakery, chocolate, eggs, meat, seafood } from './food.js';
import { tissueStack } from './home.js';
import {
  bean,
  bear,
  bone,
  bowl,
  bunny,
  catFace,
  chilli,
  cow,
  dogFace,
  drop,
  fish,
  flower,
  fruit,
  heart,
  leaf,
  nut,
  paw,
  star,
  sun,
  wheat,
} from './motifs.js';
import { carton, drinkCartons, giftBox, pouch, sack, softPack, tin } from './packs.js';
import { catCans, catToy, leash, petBed, petBowl } from './pets.js';
import { fruits, vegetables } from './produce.js';
import { flat, type ShapeTable, standing } from './shape-table.js';

/** What is used up: beauty, care, food, baby and pet goods. */
export const dailyShapes: ShapeTable = {
  纸尿裤: [
    ['拉拉裤', standing(softPack(bunny))],
    ['', standing(softPack(bear))],
  ],
  幼儿奶粉: [['', standing(tin(cow, { lid: '#e9dcb8' }))]],
  婴儿湿巾: [
    ['棉柔巾', standing(tissueStack())],
    ['', standing(softPack(drop, { flap: true }))],
  ],
  奶瓶: [
    ['清洗剂', standing(pumpBottle(leaf))],
    ['吸管杯', standing(babyBottle({ handles: true }))],
    ['', standing(babyBottle())],
  ],
  宝宝辅食: [
    ['果泥', standing(pouch(fruit))],
    ['面条', standing(carton(wheat, { tall: true }))],
    ['', standing(tin(wheat))],
  ],
  益智玩具: [
    ['磁力片', standing(toy('tiles'))],
    ['叠叠乐', standing(toy('rings'))],
    ['', standing(toy('blocks'))],
  ],
  精华: [
    ['套装', standing(dropperPair)],
    ['', standing(dropperBottle)],
  ],
  面霜: [['', standing(creamJar)]],
  面膜: [
    ['涂抹', standing(creamJar)],
    ['', flat(maskSachets)],
  ],
  洁面: [
    ['慕斯', standing(pumpBottle(drop, { foam: true }))],
    ['', standing(squeezeTube(leaf))],
  ],
  防晒: [
    ['喷雾', standing(sprayCan(sun))],
    ['', standing(squeezeTube(sun))],
  ],
  口红: [
    ['唇釉', standing(lipstick({ gloss: true }))],
    ['', standing(lipstick())],
  ],
  气垫: [['', standing(compact)]],
  香水: [['', standing(perfume)]],
  洗发水: [
    ['生姜', standing(capBottle(leaf))],
    ['', standing(pumpBottle(leaf))],
  ],
  护发素: [
    ['精油', standing(dropperBottle)],
    ['', standing(capBottle(drop))],
  ],
  沐浴露: [
    ['樱花', standing(pumpBottle(flower))],
    ['儿童', standing(pumpBottle(bear))],
    ['', standing(pumpBottle(leaf))],
  ],
  牙膏: [['', standing(toothpaste)]],
  电动牙刷: [
    ['儿童', standing(toothbrush('child'))],
    ['刷头', standing(toothbrush('heads'))],
    ['', standing(toothbrush('adult'))],
  ],
  抽纸: [
    ['悬挂', flat(tissueStack({ hanging: true }))],
    ['云柔巾', standing(softPack(heart, { flap: true }))],
    ['', standing(tissueStack())],
  ],
  卫生巾: [['', flat(pads)]],
  剃须刀: [
    ['迷你', standing(shaver({ small: true }))],
    ['', standing(shaver())],
  ],
  坚果: [['', standing(pouch(nut))]],
  饼干糕点: [
    ['面包', standing(bakery('loaf'))],
    ['蛋黄酥', standing(bakery('cakes'))],
    ['曲奇', standing(bakery('cookies'))],
    ['', standing(carton(leaf))],
  ],
  肉脯海味: [
    ['鱿鱼', standing(pouch(fish))],
    ['牛肉', standing(pouch(cow))],
    ['', standing(pouch(heart))],
  ],
  巧克力糖果: [
    ['软糖', standing(pouch(fruit))],
    ['夹心', standing(giftBox(nut))],
    ['', flat(chocolate)],
  ],
  咖啡: [
    ['挂耳', standing(carton(bean))],
    ['冻干', standing(tin(bean, { wide: true }))],
    ['', standing(pouch(bean))],
  ],
  茶叶: [
    ['礼盒', standing(giftBox(leaf))],
    ['茶包', standing(pouch(leaf))],
    ['', standing(tin(leaf))],
  ],
  牛奶饮品: [
    ['燕麦', standing(drinkCartons(wheat))],
    ['橙汁', standing(drinkCartons(fruit))],
    ['', standing(drinkCartons(cow))],
  ],
  方便速食: [
    ['螺蛳粉', standing(pouch(chilli))],
    ['燕麦', standing(pouch(wheat))],
    ['', standing(carton(bowl))],
  ],
  水果: [
    ['橙', standing(fruits('orange'))],
    ['草莓', standing(fruits('strawberry'))],
    ['芒', standing(fruits('mango'))],
    ['蓝莓', standing(fruits('blueberry'))],
    ['葡萄', standing(fruits('grape'))],
    ['', standing(fruits('apple'))],
  ],
  鸡蛋: [['', standing(eggs)]],
  肉类: [
    ['鸡胸', standing(meat('chicken'))],
    ['肋排', standing(meat('ribs'))],
    ['牛排', standing(meat('steak'))],
    ['', standing(meat('rolls'))],
  ],
  海鲜: [
    ['三文鱼', standing(seafood('salmon'))],
    ['扇贝', standing(seafood('scallop'))],
    ['', standing(seafood('prawn'))],
  ],
  蔬菜: [
    ['薯', standing(vegetables('potato'))],
    ['玉米', standing(vegetables('corn'))],
    ['', standing(vegetables('salad'))],
  ],
  洗衣液: [
    ['凝珠', standing(tin(drop, { wide: true }))],
    ['洗洁精', standing(capBottle(drop))],
    ['', standing(jug(drop))],
  ],
  猫粮: [
    ['幼猫', standing(sack(paw))],
    ['鱼', standing(sack(fish))],
    ['', standing(sack(catFace))],
  ],
  猫砂: [
    ['混合', standing(carton(paw))],
    ['', standing(sack(paw))],
  ],
  猫罐头: [
    ['猫条', standing(catCans({ sticks: true }))],
    ['', standing(catCans())],
  ],
  猫玩具: [
    ['逗猫棒', flat(catToy('wand'))],
    ['抓板', standing(catToy('scratcher'))],
    ['', standing(catToy('tree'))],
  ],
  狗粮: [
    ['小型', standing(sack(bone))],
    ['', standing(sack(dogFace))],
  ],
  狗零食: [['', standing(pouch(bone))]],
  狗牵引绳: [
    ['伸缩', flat(leash({ retractable: true }))],
    ['', flat(leash())],
  ],
  宠物窝: [
    ['封闭', standing(petBed({ closed: true }))],
    ['', standing(petBed())],
  ],
  宠物食盆: [
    ['饮水', standing(petBowl('fountain'))],
    ['喂食', standing(petBowl('feeder'))],
    ['', standing(petBowl('bowl'))],
  ],
};

/** For a 品类 without a drawing of its own. */
export const fallbackShape = standing(giftBox(star));
