import { CompassOutlined, LockOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { navigate, pathTo } from '../routing/router.js';
import { text } from '../strings.js';
import { EmptyNote } from './failure-note.js';

const wayOut = (
  <Button type="primary" onClick={() => navigate(pathTo('conversations'))}>
    {text.shell.toConversations}
  </Button>
);

/** 403: the role may not use this page. */
export function ForbiddenPage() {
  return (
    <EmptyNote
      icon={<LockOutlined />}
      title={text.shell.forbiddenTitle}
      hint={text.shell.forbiddenHint}
      action={wayOut}
    />
  );
}

/** 404: there is no such page. */
export function NotFoundPage() {
  return (
    <EmptyNote
      icon={<CompassOutlined />}
      title={text.shell.notFoundTitle}
      hint={text.shell.notFoundHint}
      action={wayOut}
    />
  );
}
