/** A city that the shop delivers to. */
export interface Place {
  province: string;
  city: string;
  /** Parcels pass through this hub on the way; empty where they leave the warehouse's own hub directly. */
  hub: string;
  /** 江浙沪皖 1 to 2 days, other regions 2 to 4, remote ones 5 to 8. */
  reach: 'near' | 'far' | 'remote';
  /** Share of customers relative to other cities. */
  weight: number;
  districts: readonly string[];
}

type PlaceRow = readonly [
  province: string,
  city: string,
  hub: string,
  reach: Place['reach'],
  weight: number,
  districts: string,
];

const rows: readonly PlaceRow[] = [
  ['浙江', '杭州', '', 'near', 9, '西湖区 余杭区 滨江区 拱墅区'],
  ['浙江', '宁波', '宁波', 'near', 4, '鄞州区 海曙区 江北区'],
  ['浙江', '温州', '温州', 'near', 3, '鹿城区 瓯海区'],
  ['浙江', '金华', '金华', 'near', 2, '义乌市 婺城区'],
  ['上海', '上海', '上海', 'near', 12, '浦东新区 徐汇区 闵行区 杨浦区'],
  ['江苏', '南京', '南京', 'near', 5, '鼓楼区 江宁区 建邺区'],
  ['江苏', '苏州', '苏州', 'near', 6, '姑苏区 吴中区 昆山市'],
  ['江苏', '无锡', '无锡', 'near', 3, '梁溪区 滨湖区'],
  ['江苏', '徐州', '徐州', 'near', 2, '泉山区 云龙区'],
  ['安徽', '合肥', '合肥', 'near', 4, '蜀山区 包河区'],
  ['安徽', '芜湖', '合肥', 'near', 1, '镜湖区 弋江区'],
  ['北京', '北京', '北京', 'far', 11, '朝阳区 海淀区 丰台区 通州区'],
  ['天津', '天津', '天津', 'far', 3, '南开区 河西区'],
  ['广东', '广州', '广州', 'far', 8, '天河区 番禺区 海珠区'],
  ['广东', '深圳', '深圳', 'far', 9, '南山区 福田区 龙岗区'],
  ['广东', '佛山', '广州', 'far', 3, '禅城区 南海区'],
  ['广东', '东莞', '东莞', 'far', 3, ''],
  ['福建', '福州', '福州', 'far', 2, '鼓楼区 仓山区'],
  ['福建', '厦门', '厦门', 'far', 3, '思明区 湖里区'],
  ['山东', '济南', '济南', 'far', 3, '历下区 市中区'],
  ['山东', '青岛', '青岛', 'far', 4, '市南区 崂山区'],
  ['河南', '郑州', '郑州', 'far', 4, '金水区 二七区'],
  ['河南', '洛阳', '郑州', 'far', 1, '涧西区 洛龙区'],
  ['河北', '石家庄', '石家庄', 'far', 3, '裕华区 长安区'],
  ['湖北', '武汉', '武汉', 'far', 5, '洪山区 江汉区 武昌区'],
  ['湖南', '长沙', '长沙', 'far', 4, '岳麓区 雨花区'],
  ['江西', '南昌', '南昌', 'far', 2, '红谷滩区 东湖区'],
  ['四川', '成都', '成都', 'far', 7, '武侯区 锦江区 高新区'],
  ['四川', '绵阳', '成都', 'far', 1, '涪城区'],
  ['重庆', '重庆', '重庆', 'far', 5, '渝北区 沙坪坝区'],
  ['陕西', '西安', '西安', 'far', 4, '雁塔区 未央区'],
  ['山西', '太原', '太原', 'far', 2, '小店区 迎泽区'],
  ['辽宁', '沈阳', '沈阳', 'far', 3, '和平区 铁西区'],
  ['辽宁', '大连', '大连', 'far', 2, '中山区 甘井子区'],
  ['吉林', '长春', '长春', 'far', 2, '朝阳区 南关区'],
  ['黑龙江', '哈尔滨', '哈尔滨', 'far', 2, '南岗区 道里区'],
  ['广西', '南宁', '南宁', 'far', 2, '青秀区 西乡塘区'],
  ['云南', '昆明', '昆明', 'far', 2, '五华区 盘龙区'],
  ['贵州', '贵阳', '贵阳', 'far', 2, '南明区 云岩区'],
  ['海南', '海口', '海口', 'far', 1, '龙华区 美兰区'],
  ['甘肃', '兰州', '兰州', 'far', 1, '城关区 七里河区'],
  ['新疆', '乌鲁木齐', '乌鲁木齐', 'remote', 1.4, '天山区 沙依巴克区'],
  ['内蒙古', '呼和浩特', '呼和浩特', 'remote', 1.2, '赛罕区 新城区'],
  ['宁夏', '银川', '银川', 'remote', 0.8, '兴庆区 金凤区'],
  ['青海', '西宁', '西宁', 'remote', 0.6, '城西区 城中区'],
  ['西藏', '拉萨', '拉萨', 'remote', 0.5, '城关区'],
];

/** Cities of the demo customers, larger ones with a larger share. */
export const places: readonly Place[] = rows.map(([province, city, hub, reach, weight, districts]) => ({
  province,
  city,
  hub,
  reach,
  weight,
  districts: districts.split(' ').filter(Boolean),
}));

/** Provinces with the higher shipping fee; see the shop's facts (运费). */
export const remoteProvinces: ReadonlySet<string> = new Set(['新疆', '西藏', '青海', '内蒙古', '宁夏']);

/** Throws RangeError for a city that is not in the table. */
export function placeOf(city: string): Place {
  const place = places.find((entry) => entry.city === city);
  if (!place) throw new RangeError(`no such city in the demo shop: ${city}`);
  return place;
}
