/** What kind of shopper buys what. Weights are own estimates, relative within a row; unnamed categories get `rest`. */
export interface Taste {
  name: string;
  share: number;
  /** Share of women. */
  women: number;
  categories: Readonly<Record<string, number>>;
  rest: number;
  pet?: 'cat' | 'dog';
  parent?: true;
}

export const tastes: readonly Taste[] = [
  {
    name: '新手爸妈',
    share: 15,
    women: 0.8,
    categories: { 母婴用品: 7, 童装: 4, 个人护理: 2, 家居家纺: 1.2, 生鲜果蔬: 1.2, 图书文具: 0.8 },
    rest: 0.25,
    parent: true,
  },
  {
    name: '养猫人',
    share: 12,
    women: 0.65,
    categories: { 宠物用品: 7, 零食饮料: 1.6, 家居家纺: 1, 个人护理: 0.8 },
    rest: 0.3,
    pet: 'cat',
  },
  {
    name: '养狗人',
    share: 7,
    women: 0.5,
    categories: { 宠物用品: 7, 运动户外: 1.4, 零食饮料: 1, 生鲜果蔬: 1 },
    rest: 0.3,
    pet: 'dog',
  },
  {
    name: '穿搭爱好者',
    share: 15,
    women: 0.95,
    categories: { 女装: 6, 鞋靴: 3, 箱包配饰: 3, 美妆护肤: 3 },
    rest: 0.2,
  },
  {
    name: '护肤党',
    share: 9,
    women: 0.85,
    categories: { 美妆护肤: 7, 个人护理: 3, 女装: 1.2 },
    rest: 0.25,
  },
  {
    name: '数码玩家',
    share: 11,
    women: 0.2,
    categories: { 数码配件: 7, 小家电: 1.6, 零食饮料: 1.4, 图书文具: 0.8 },
    rest: 0.2,
  },
  {
    name: '运动达人',
    share: 9,
    women: 0.45,
    categories: { 运动户外: 6, 鞋靴: 2, 生鲜果蔬: 1.4, 男装: 0.8 },
    rest: 0.25,
  },
  {
    name: '居家主理人',
    share: 13,
    women: 0.7,
    categories: { 家居家纺: 4, 厨房用品: 4, 小家电: 2, 个人护理: 2, 生鲜果蔬: 2 },
    rest: 0.3,
  },
  {
    name: '吃货',
    share: 12,
    women: 0.6,
    categories: { 零食饮料: 6, 生鲜果蔬: 4, 厨房用品: 0.8 },
    rest: 0.2,
  },
  {
    name: '学生',
    share: 9,
    women: 0.55,
    categories: { 图书文具: 4, 零食饮料: 3, 数码配件: 1.6, 箱包配饰: 1 },
    rest: 0.25,
  },
  {
    name: '职场男士',
    share: 8,
    women: 0,
    categories: { 男装: 6, 鞋靴: 2.4, 个人护理: 1.4, 零食饮料: 1 },
    rest: 0.25,
  },
];

/** Needs that only some households have: without a child or a pet these weigh almost nothing. */
export const householdCategories = { parent: ['母婴用品', '童装'], pet: ['宠物用品'] } as const;

/** What goes into the same basket: having taken the first, people add the second with this probability. */
export const boughtTogether: readonly (readonly [first: string, second: string, probability: number])[] = [
  ['纸尿裤', '婴儿湿巾', 0.38],
  ['幼儿奶粉', '纸尿裤', 0.3],
  ['宝宝辅食', '婴儿湿巾', 0.18],
  ['猫粮', '猫砂', 0.4],
  ['猫粮', '猫罐头', 0.28],
  ['狗粮', '狗零食', 0.36],
  ['手机壳', '钢化膜', 0.48],
  ['充电器', '数据线', 0.42],
  ['移动电源', '数据线', 0.22],
  ['洗发水', '护发素', 0.36],
  ['洗发水', '沐浴露', 0.25],
  ['电动牙刷', '牙膏', 0.32],
  ['精华', '面霜', 0.26],
  ['洁面', '面膜', 0.22],
  ['口红', '气垫', 0.16],
  ['瑜伽垫', '瑜伽服', 0.34],
  ['跑鞋', '速干衣', 0.26],
  ['羽毛球拍', '运动水杯', 0.22],
  ['帐篷', '运动水杯', 0.16],
  ['四件套', '枕头', 0.28],
  ['四件套', '被子', 0.18],
  ['炒锅', '厨房工具', 0.38],
  ['咖啡机', '咖啡', 0.5],
  ['咖啡', '牛奶饮品', 0.2],
  ['坚果', '饼干糕点', 0.22],
  ['方便速食', '肉脯海味', 0.2],
  ['笔记本', '笔', 0.36],
  ['双肩包', '文具套装', 0.22],
  ['羽绒服', '针织衫', 0.14],
  ['大衣', '围巾', 0.2],
  ['连衣裙', '手提包', 0.1],
  ['洗衣液', '抽纸', 0.3],
  ['肉类', '蔬菜', 0.26],
  ['水果', '鸡蛋', 0.18],
  ['电饭煲', '饭盒', 0.12],
  ['保温杯', '茶叶', 0.12],
];
