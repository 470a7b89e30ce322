import { SearchOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '../api/endpoints.js';
import { describeFailure } from '../api/problem.js';
import { EmptyNote, FailureNote } from '../shell/failure-note.js';
import { PersonAvatar } from '../shell/person-avatar.js';
import { text } from '../strings.js';
import { RowSkeletons } from './row-skeletons.js';
import { rowTime } from './waiting-time.js';

const words = text.desk;

export interface Search {
  text: string;
  tag?: string;
}

interface SearchResultsProps {
  search: Search;
  selected: string | undefined;
  onOpen: (conversationId: string) => void;
}

/** Conversations that hold the words, the newest change first. */
export function SearchResults({ search, selected, onOpen }: SearchResultsProps) {
  const found = useInfiniteQuery({
    queryKey: ['search', search.text, search.tag],
    queryFn: ({ pageParam, signal }) =>
      api.searchConversations(
        { ...search, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const items = [
    ...new Map(
      (found.data?.pages ?? [])
        .flatMap((page) => page.items)
        .map((item) => [item.conversation.conversationId, item]),
    ).values(),
  ];
  if (found.isPending) return <RowSkeletons />;
  if (found.error !== null && found.data === undefined)
    return <FailureNote words={describeFailure(found.error)} retry={() => void found.refetch()} />;
  return (
    <>
      <div className="found-count faint" role="status">
        {words.found(items.length, found.hasNextPage)}
      </div>
      {items.length === 0 && !found.hasNextPage ? (
        <EmptyNote icon={<SearchOutlined />} title={words.foundNone} hint={words.foundNoneHint} />
      ) : null}
      {items.map(({ conversation, message }) => {
        const { conversationId, customer, state, assignedTo, tags = [], updatedAt } = conversation;
        const isOpen = conversationId === selected;
        return (
          <article key={conversationId} className={isOpen ? 'row row-selected' : 'row'}>
            <PersonAvatar name={customer.name} {...(customer.known ? {} : { as: 'visitor' as const })} />
            <div className="row-body">
              <div className="row-line">
                <button
                  type="button"
                  className="row-link ellipsis"
                  onClick={() => onOpen(conversationId)}
                  {...(isOpen ? { 'aria-current': 'true' as const } : {})}
                >
                  {customer.name}
                </button>
                <time className="row-time" dateTime={message?.createdAt ?? updatedAt}>
                  {rowTime(message?.createdAt ?? updatedAt, Date.now(), text.thread.yesterday)}
                </time>
              </div>
              <div className="row-preview found-words">
                {message === undefined ? (
                  (conversation.lastMessage?.text ?? '')
                ) : (
                  <>
                    {text.inbox.from[message.from]}
                    <Marked words={message.text} found={search.text} />
                  </>
                )}
              </div>
              <div className="row-line row-foot">
                <span className={`state-words state-${state}`}>
                  {state === 'human' && assignedTo !== undefined
                    ? text.inbox.handledBy(assignedTo.name)
                    : text.state[state]}
                </span>
                <span className="row-tags">
                  {tags.slice(0, 2).map((tag) => (
                    <span key={tag} className="tag tag-small">
                      {tag}
                    </span>
                  ))}
                </span>
              </div>
            </div>
          </article>
        );
      })}
      {found.hasNextPage ? (
        <Button
          type="text"
          block
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {words.searchMore}
        </Button>
      ) : null}
    </>
  );
}

/** The first place of the words in a text is marked. */
function Marked({ words: whole, found }: { words: string; found: string }) {
  const at = found === '' ? -1 : whole.toLowerCase().indexOf(found.toLowerCase());
  if (at < 0) return whole;
  return (
    <>
      {whole.slice(0, at)}
      <mark>{whole.slice(at, at + found.length)}</mark>
      {whole.slice(at + found.length)}
    </>
  );
}
