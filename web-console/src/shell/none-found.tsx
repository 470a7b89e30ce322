import { SearchOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { EmptyNote } from './failure-note.js';

interface NoneFoundProps {
  words: { noneFound: string; noneFoundHint: string; clear: string };
  onClear: () => void;
}

/** Nothing fits the filters, and the way out of that. */
export function NoneFound({ words, onClear }: NoneFoundProps) {
  return (
    <EmptyNote
      icon={<SearchOutlined />}
      title={words.noneFound}
      hint={words.noneFoundHint}
      action={<Button onClick={onClear}>{words.clear}</Button>}
    />
  );
}
