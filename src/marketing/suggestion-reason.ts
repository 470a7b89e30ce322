/** Why a product is suggested. Each kind may be said only when the data behind it says so. */
export type SuggestionReason =
  /** A consumable that the customer bought so many days ago, and that is due by its usual time. */
  | { kind: 'due-again'; days: number }
  /** The customer bought it in at least three orders, on average so many days apart. */
  | { kind: 'bought-regularly'; everyDays: number; daysAgo: number }
  /** At least three customers bought it as well as this title, which the customer has bought. */
  | { kind: 'bought-together'; with: string }
  /** The customer bought in this category in at least three orders; `sellsWell`: it is one of its best sellers. */
  | { kind: 'favourite-category'; category: string; sellsWell: boolean }
  /** The product's title, tags or attributes hold the word that the shopper said. */
  | { kind: 'said'; word: string }
  /** One of the best sellers of the shop. */
  | { kind: 'bestseller' }
  /** So many orders of the last 30 days hold it. */
  | { kind: 'sold-lately'; orders: number }
  /** It fits what was asked for and is in stock. */
  | { kind: 'fits'; category?: string; price: boolean };

/** The reason as the shopper reads it. */
export function reasonText(reason: SuggestionReason): string {
  switch (reason.kind) {
    case 'due-again':
      return `${ago(reason.days)}买过，差不多该补了`;
    case 'bought-regularly':
      return `您大约每 ${Math.max(1, Math.round(reason.everyDays))} 天买一次，上次是 ${Math.round(reason.daysAgo)} 天前`;
    case 'bought-together':
      return `买过「${short(reason.with)}」的顾客也买过这款`;
    case 'favourite-category':
      return reason.sellsWell
        ? `您常买${reason.category}，这款是其中卖得好的`
        : `您常买${reason.category}，这款也可以看看`;
    case 'said':
      return `和您说的「${reason.word}」对得上`;
    case 'bestseller':
      return '最近店里卖得最好的之一';
    case 'sold-lately':
      return `最近 30 天卖出过 ${reason.orders} 单`;
    case 'fits':
      if (reason.price)
        return reason.category ? `在您说的价位内，${reason.category}现货` : '在您说的价位内，有现货';
      return reason.category ? `${reason.category}，有现货` : '有现货';
  }
}

function short(title: string): string {
  const characters = Array.from(title);
  return characters.length <= 14 ? title : `${characters.slice(0, 13).join('')}…`;
}

function ago(days: number): string {
  if (days < 1) return '今天';
  if (days < 14) return `${Math.round(days)} 天前`;
  if (days < 60) return `${Math.round(days / 7)} 周前`;
  return `${Math.round(days / 30.4)} 个月前`;
}
