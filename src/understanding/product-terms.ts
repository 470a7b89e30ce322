import { normalizeName } from './normalize.js';

/** For whom it is: said at the end of a title's part, and seldom by shoppers. */
const audience = /(?:女士|男士|女款|男款|女式|男式|男女|儿童|宝宝|成人|通用|女|男)$/;
/** wh-1000xm5, a3108: letters and digits together, and no measure (500ml, 24w). */
const model = /(?<![a-z0-9])(?=[a-z0-9-]*\d)(?=[a-z0-9-]*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*(?![a-z0-9])/g;
const measure = /^\d+(?:\.\d+)?[a-z]{1,3}$/;
const longestTerm = 40;

/**
 * The words by which shoppers may name products: of every title the whole, its model numbers, its first part (what the
 * thing is, in Chinese shops) and those other parts that end like a first part or a category does, each with the ends
 * of itself: of "青禾 托特包女 大容量 通勤电脑包" 托特包, 电脑包 and 通勤电脑包, but not 大容量.
 *
 * @param titles As the shop writes them.
 * @param known.brands Taken off the front.
 * @param known.categories Words that tell what a thing is.
 * @param cut Splits normalised text into words.
 */
export function productTerms(
  titles: readonly string[],
  { brands, categories }: { brands: readonly string[]; categories: readonly string[] },
  cut: (text: string) => string[],
): string[] {
  const brandForms = [...new Set(brands.map(normalizeName))].filter((brand) => brand !== '');
  const plain = titles.map(normalizeName).filter((title) => title !== '');
  const parts = plain.map((title) => {
    const brand = brandForms.find((form) => title.startsWith(form));
    return title
      .slice(brand?.length ?? 0)
      .split(/[\s,.;:!?/|()[\]{}·、。【】《》]+/)
      .map((part) => part.replace(audience, ''))
      .filter((part) => /\p{Script=Han}$/u.test(part));
  });
  const heads = new Set<string>();
  for (const word of [...categories.map(normalizeName), ...parts.flatMap(([first]) => first ?? [])])
    heads.add(word.slice(-1));
  const terms = new Set<string>();
  const add = (term: string) => {
    if (term.length > 1 && term.length <= longestTerm) terms.add(term);
  };
  for (const [at, title] of plain.entries()) {
    add(title);
    for (const [name] of title.matchAll(model)) if (name.length > 2 && !measure.test(name)) add(name);
    for (const [position, part] of (parts[at] ?? []).entries()) {
      if (position > 0 && !heads.has(part.slice(-1))) continue;
      const words = cut(part);
      for (let from = 0; from < words.length; from++) add(words.slice(from).join(''));
    }
  }
  return [...terms];
}
