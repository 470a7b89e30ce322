/** Returns what puts "(2) " before the page's title while messages are unread, and takes only its own mark away again. */
export function createTitleBadge(page: { title: string }): (count: number) => void {
  let mark = '';
  return (count) => {
    const bare = mark && page.title.startsWith(mark) ? page.title.slice(mark.length) : page.title;
    mark = count > 0 ? `(${count}) ` : '';
    if (page.title !== mark + bare) page.title = mark + bare;
  };
}
