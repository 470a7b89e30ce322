import { hat, scarf, sunglasses, umbrella, wallet } from './accessories.js';
import { backpack, bucketBag, shoulderBag, slingBag, suitcase, tote } from './bags.js';
import { dress, onesie, shorts, skirt, sportsBra, trousers } from './bottoms.js';
import { flat, type ShapeTable, standing } from './shape-table.js';
import { boot, highHeel, leatherShoe, slipper, sneaker } from './shoes.js';
import { yogaSet } from './sports.js';
import { coat, jacket, puffer, shirt, sweater, sweatshirt, tee } from './tops.js';

const hooded = puffer({ rows: 5, hood: true });

/** What is worn or carried: clothes, shoes, bags. */
export const wornShapes: ShapeTable = {
  羽绒服: [
    ['马甲', flat(puffer({ rows: 5, sleeveless: true, hood: true }))],
    ['长款过膝', flat(puffer({ rows: 8, hood: true, fur: true }))],
    ['中长款', flat(puffer({ rows: 7, hood: true }))],
    ['连帽', flat(hooded)],
    ['高领', flat(puffer({ rows: 6 }))],
    ['', flat(puffer({ rows: 5 }))],
  ],
  男士羽绒服: [
    ['连帽', flat(hooded)],
    ['中长款', flat(puffer({ rows: 7 }))],
    ['', flat(puffer({ rows: 5 }))],
  ],
  儿童羽绒服: [
    ['恐龙', flat(puffer({ rows: 5, hood: true, ears: true }))],
    ['连帽', flat(puffer({ rows: 6, hood: true, fur: true }))],
    ['', flat(puffer({ rows: 5 }))],
  ],
  大衣: [
    ['短款', flat(coat({ hem: 440, toggles: true }))],
    ['双排扣', flat(coat({ double: true, belt: true }))],
    ['', flat(coat({ belt: true }))],
  ],
  针织衫: [
    ['开衫', flat(sweater({ open: true }))],
    ['提花', flat(sweater({ high: true, pattern: true }))],
    ['高领', flat(sweater({ high: true }))],
    ['', flat(sweater())],
  ],
  连衣裙: [
    ['碎花', flat(dress({ cut: 'puff', flowers: true }))],
    ['吊带', flat(dress({ cut: 'strap' }))],
    ['衬衫', flat(dress({ cut: 'shirt' }))],
    ['针织', flat(dress({ cut: 'knit' }))],
    ['', flat(dress({ cut: 'puff' }))],
  ],
  童裙: [
    ['纱裙', flat(dress({ cut: 'tulle' }))],
    ['碎花', flat(dress({ cut: 'strap', flowers: true }))],
    ['', flat(dress({ cut: 'puff' }))],
  ],
  衬衫: [
    ['飘带', flat(shirt({ bow: true }))],
    ['', flat(shirt())],
  ],
  男士衬衫: [
    ['短袖', flat(shirt({ short: true }))],
    ['', flat(shirt())],
  ],
  半身裙: [
    ['百褶', flat(skirt({ pleats: true }))],
    ['', flat(skirt())],
  ],
  女裤: [
    ['牛仔', flat(trousers({ denim: true }))],
    ['阔腿', flat(trousers({ wide: true }))],
    ['', flat(trousers())],
  ],
  男裤: [
    ['工装', flat(trousers({ cargo: true, cuffs: true }))],
    ['牛仔', flat(trousers({ denim: true }))],
    ['', flat(trousers())],
  ],
  儿童裤: [
    ['牛仔', flat(trousers({ denim: true }))],
    ['', flat(trousers({ cuffs: true }))],
  ],
  夹克: [
    ['工装', flat(jacket({ pockets: true }))],
    ['软壳', flat(jacket({ panels: true }))],
    ['', flat(jacket())],
  ],
  T恤: [
    ['POLO', flat(tee({ polo: true }))],
    ['', flat(tee())],
  ],
  儿童T恤: [
    ['条纹', flat(tee({ long: true, stripes: true }))],
    ['', flat(tee({ stripes: true }))],
  ],
  卫衣: [
    ['圆领', flat(sweatshirt({ hood: false }))],
    ['', flat(sweatshirt())],
  ],
  儿童卫衣: [
    ['小熊', flat(sweatshirt({ hood: false, badge: true }))],
    ['套装', flat(yogaSet(sweatshirt({ hood: false }), trousers({ cuffs: true })))],
    ['', flat(sweatshirt())],
  ],
  保暖内衣: [
    ['套装', flat(yogaSet(tee({ long: true }), trousers({ tight: true })))],
    ['', flat(sweater({ high: true }))],
  ],
  婴儿连体衣: [['', flat(onesie)]],
  儿童鞋: [
    ['棉鞋', standing(boot({ fur: true }))],
    ['帆布', standing(sneaker({ canvas: true, slip: true }))],
    ['', standing(sneaker({ running: true }))],
  ],
  休闲鞋: [
    ['一脚蹬', standing(sneaker({ slip: true }))],
    ['健步', standing(sneaker({ running: true }))],
    ['', standing(sneaker())],
  ],
  跑鞋: [
    ['越野', standing(sneaker({ running: true, trail: true }))],
    ['', standing(sneaker({ running: true }))],
  ],
  靴子: [
    ['雪地|棉靴', standing(boot({ fur: true }))],
    ['马丁', standing(boot({ laced: true }))],
    ['', standing(boot({ heel: true }))],
  ],
  皮鞋: [
    ['乐福', standing(leatherShoe({ loafer: true }))],
    ['', standing(leatherShoe())],
  ],
  高跟鞋: [
    ['玛丽珍', standing(highHeel({ strap: true }))],
    ['', standing(highHeel())],
  ],
  拖鞋: [
    ['棉拖', flat(slipper({ closed: true }))],
    ['凉鞋', flat(slipper({ sandal: true }))],
    ['', flat(slipper())],
  ],
  手提包: [
    ['水桶', standing(bucketBag)],
    ['帆布', standing(tote({ canvas: true }))],
    ['', standing(tote())],
  ],
  斜挎包: [
    ['马鞍', standing(shoulderBag({ chain: false }))],
    ['胸包', flat(slingBag)],
    ['', standing(shoulderBag())],
  ],
  双肩包: [
    ['小学生', standing(backpack({ school: true }))],
    ['', standing(backpack())],
  ],
  行李箱: [
    ['20寸', standing(suitcase(270))],
    ['24寸', standing(suitcase(310))],
    ['', standing(suitcase(350))],
  ],
  钱包: [
    ['零钱', standing(wallet({ zipped: true }))],
    ['', standing(wallet())],
  ],
  围巾: [
    ['格纹', flat(scarf({ checked: true }))],
    ['', flat(scarf())],
  ],
  帽子: [
    ['渔夫', flat(hat('bucket'))],
    ['针织', flat(hat('knit'))],
    ['', flat(hat('cap'))],
  ],
  太阳镜: [
    ['大框', flat(sunglasses({ big: true }))],
    ['', flat(sunglasses())],
  ],
  雨伞: [
    ['长柄', flat(umbrella({ long: true }))],
    ['', flat(umbrella())],
  ],
  瑜伽服: [
    ['内衣', flat(sportsBra)],
    ['套装', flat(yogaSet(tee({ long: true }), trousers({ tight: true })))],
    ['', flat(trousers({ tight: true }))],
  ],
  速干衣: [
    ['短裤', flat(shorts)],
    ['皮肤衣', flat(jacket({ hood: true }))],
    ['', flat(tee())],
  ],
  冲锋衣: [
    ['抓绒', flat(jacket({ fleece: true }))],
    ['', flat(jacket({ hood: true, panels: true, hem: 440 }))],
  ],
};
