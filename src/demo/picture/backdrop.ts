import { colourDistance, mix } from './colours.js';
import { area, box, disc, oval } from './strokes.js';

/** How a product is presented: standing on a podium, or lying or hanging before a wall. */
export type Stage = 'podium' | 'wall';

/** Two walls for each category, so that a product can take the one that it stands out from. */
const walls: Readonly<Record<string, readonly [string, string]>> = {
  女装: ['#f4ddd6', '#dfe3e6'],
  男装: ['#dbe2e8', '#e9e0d3'],
  童装: ['#fbeac5', '#d6e8ee'],
  母婴用品: ['#dcebea', '#faeadb'],
  鞋靴: ['#e7e0d8', '#dbe5ea'],
  箱包配饰: ['#efe2d3', '#dde5e0'],
  美妆护肤: ['#f6dfdd', '#e6e0ee'],
  个人护理: ['#dcebe6', '#f3e6de'],
  零食饮料: ['#fbe7c6', '#dfe9df'],
  生鲜果蔬: ['#e3edd2', '#fbe9d4'],
  家居家纺: ['#ece4da', '#dee6e6'],
  厨房用品: ['#f1e3d1', '#dce7e4'],
  小家电: ['#e0e6ea', '#f2e6d8'],
  数码配件: ['#dfe3f0', '#ece6e0'],
  运动户外: ['#d9e9ec', '#f5e6d2'],
  宠物用品: ['#fae3cb', '#dce9e2'],
  图书文具: ['#e9e4f0', '#f3e8d4'],
};
const plainWalls = ['#e8e4de', '#dfe6ea'] as const;

/** The wall colour that suits a product of that category and colour. */
export function wallFor(category: string, base: string): string {
  const [first, second] = walls[category] ?? plainWalls;
  return colourDistance(first, base) + 40 >= colourDistance(second, base) ? first : second;
}

/** Wall, a soft shape behind the product, and the podium. @param draw Chooses the soft shape. */
export function drawBackdrop(wall: string, stage: Stage, draw: number): string {
  const behind = mix(wall, '#ffffff', 0.5);
  const shape =
    draw % 3 === 0
      ? area('M112 600V306a188 188 0 0 1 376 0V600z', behind, 'opacity=".75"')
      : draw % 3 === 1
        ? disc(300, 286, 214, behind, 'opacity=".75"')
        : disc(300, 286, 236, behind, 'opacity=".4"') + disc(300, 286, 190, behind, 'opacity=".6"');
  const light = area('M0 180 250 0h110L0 262zM0 320 440 0h46L0 356z', '#fff', 'opacity=".2"');
  return box(0, 0, 600, 600, 0, 'url(#w)') + shape + light + (stage === 'podium' ? podium(wall) : '');
}

function podium(wall: string): string {
  const side = mix(wall, '#6d5f5f', 0.16);
  const top = mix(wall, '#ffffff', 0.62);
  return (
    oval(300, 540, 250, 30, '#3c3038', 'opacity=".07"') +
    area('M84 482v34c0 26 97 46 216 46s216-20 216-46v-34z', side) +
    area('M84 482v34c0 26 97 46 216 46s216-20 216-46v-34z', 'url(#g)', 'opacity=".6"') +
    oval(300, 482, 216, 44, top)
  );
}
