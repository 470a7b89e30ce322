import type { CategoryTable } from './product-type.js';

const warranty = { 保修: '1年' };

export const appliances: CategoryTable = {
  id: 'appliances',
  name: '小家电',
  types: [
    {
      type: '电热水壶',
      lasting: true,
      colours: ['白色', '墨绿', '奶油黄'],
      attributes: { ...warranty, 材质: ['304不锈钢'], 容量: '1.7L' },
      tags: ['快烧', '防烫'],
      points: ['五分钟一壶，双层壶身摸着不烫。'],
      rows: [
        ['微澜电器', '电热水壶 1.7L 双层防烫', 99],
        ['微澜电器', '恒温调奶器 婴儿冲奶 1.2L', 129, { 容量: '1.2L' }],
        ['电波鱼', '便携烧水壶 折叠 出差旅行', 119, { 容量: '0.6L' }],
      ],
    },
    {
      type: '电饭煲',
      lasting: true,
      colours: ['白色', '黑色'],
      attributes: { ...warranty, 容量: '4L' },
      tags: ['预约', '不粘'],
      points: ['晚上放米，早上起来就有粥。'],
      rows: [
        ['微澜电器', '智能电饭煲 4L 家用 预约', 239],
        ['微澜电器', '迷你电饭煲 1.6L 1–2人', 139, { 容量: '1.6L' }],
      ],
    },
    {
      type: '空气炸锅',
      lasting: true,
      colours: ['米白', '墨绿', '黑色'],
      attributes: { ...warranty, 容量: '5L' },
      tags: ['无油', '可视'],
      points: ['可视窗看得见火候，炸篮拆下就能洗。'],
      rows: [
        ['微澜电器', '可视空气炸锅 5L 免翻面', 259],
        ['微澜电器', '空气炸烤箱 12L 一机多用', 399, { 容量: '12L' }],
      ],
    },
    {
      type: '破壁机',
      lasting: true,
      colours: ['白色', '樱花粉'],
      attributes: { ...warranty, 容量: '1.5L' },
      tags: ['豆浆', '静音'],
      points: ['带隔音罩，早上打豆浆不吵人。'],
      rows: [
        ['微澜电器', '静音破壁机 家用 豆浆料理', 399],
        ['电波鱼', '便携榨汁杯 充电 随行', 89, { 容量: '0.35L' }],
      ],
    },
    {
      type: '咖啡机',
      lasting: true,
      colours: ['奶油黄', '黑色'],
      attributes: { ...warranty, 容量: '1.2L' },
      tags: ['意式', '打奶泡'],
      points: ['20 帕泵压，油脂厚；蒸汽管能打奶泡。'],
      rows: [
        ['微澜电器', '半自动意式咖啡机 打奶泡', 699],
        ['焙小黑', '手摇磨豆机 便携', 149],
      ],
    },
    {
      type: '吹风机',
      lasting: true,
      colours: ['香芋紫', '白色', '深灰'],
      attributes: { ...warranty, 功率: '1600W' },
      tags: ['速干', '护发'],
      points: ['风大不烫，长发五分钟吹到八成干。'],
      rows: [
        ['电波鱼', '高速吹风机 负离子 速干', 299],
        ['电波鱼', '直发梳 卷直两用 负离子', 139],
      ],
    },
    {
      type: '加湿器',
      lasting: true,
      season: 'winter',
      colours: ['白色', '薄荷绿'],
      attributes: { ...warranty, 容量: '4L' },
      tags: ['静音', '卧室'],
      points: ['上加水，水汽细，桌面不湿。'],
      rows: [
        ['微澜电器', '无雾加湿器 卧室静音 4L', 199],
        ['微澜电器', '桌面迷你加湿器 充电', 69, { 容量: '0.5L' }],
      ],
    },
    {
      type: '电风扇',
      lasting: true,
      season: 'heat',
      colours: ['白色', '薄荷绿', '樱花粉'],
      attributes: warranty,
      tags: ['静音', '遥控'],
      points: ['直流电机，一夜不到一度电。'],
      rows: [
        ['微澜电器', '落地扇 直流变频 静音遥控', 229],
        ['电波鱼', '手持小风扇 充电 便携', 59],
        ['电波鱼', '挂脖风扇 无叶 冰感', 99],
      ],
    },
    {
      type: '取暖器',
      lasting: true,
      season: 'winter',
      colours: ['白色', '墨绿'],
      attributes: { ...warranty, 功率: '2000W' },
      tags: ['速热', '倾倒断电'],
      points: ['碰倒自动断电，有娃有猫也放心。'],
      rows: [
        ['微澜电器', '石墨烯取暖器 踢脚线 全屋', 329],
        ['微澜电器', '电热毯 双人双控 水洗', 129],
        ['电波鱼', '暖手宝 充电宝二合一', 79, { 保修: '6个月' }],
      ],
    },
    {
      type: '净水器',
      lasting: true,
      colours: ['白色', '深灰'],
      attributes: { ...warranty, 安装: '免费上门安装' },
      tags: ['直饮', '免费安装'],
      points: ['反渗透五级过滤，接出来就能喝。', '免费上门安装，收货后 24 小时内联系预约。'],
      rows: [
        ['微澜电器', '厨下净水器 800G 大通量', 1299],
        ['微澜电器', '台式净饮机 免安装 即热', 899, { 安装: '免安装' }],
      ],
    },
    {
      type: '智能门锁',
      lasting: true,
      colours: ['黑色'],
      attributes: { ...warranty, 安装: '免费上门安装' },
      tags: ['指纹', '免费安装'],
      points: ['指纹、密码、钥匙都能开，低电提前一个月提醒。'],
      rows: [
        ['守夜灯', '智能门锁 指纹密码 家用防盗', 899],
        ['守夜灯', '可视猫眼门锁 人脸识别', 1599],
      ],
    },
  ],
};
