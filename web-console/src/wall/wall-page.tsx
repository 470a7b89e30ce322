import { ExpandOutlined, ReloadOutlined, WarningOutlined } from '@ant-design/icons';
import { Button, Skeleton, Tooltip } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { describeFailure } from '../api/problem.js';
import { clockWords } from '../conversations/waiting-time.js';
import { navigate, pathTo, usePlace } from '../routing/router.js';
import { FailureNote } from '../shell/failure-note.js';
import { text } from '../strings.js';
import { MonitorDrawer } from './monitor-drawer.js';
import { useWall } from './use-wall.js';
import { WallFigures } from './wall-figures.js';
import { WallAgents, WallQueue, WallRisks } from './wall-lists.js';
import './wall.css';

const words = text.wall;
const momentFormat = new Intl.DateTimeFormat('zh-CN', {
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});
const open = (conversationId: string): void => navigate(pathTo('wall', conversationId));

/** The supervisors' wall: line, people and targets, live; a click listens in. */
export function WallPage() {
  const watched = usePlace().parts[1];
  const box = useRef<HTMLDivElement>(null);
  const { data: wall, error, stale, isFetching, refetch, dataUpdatedAt } = useWall();
  const [full, setFull] = useState(false);

  useEffect(() => {
    const look = (): void => setFull(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', look);
    return () => document.removeEventListener('fullscreenchange', look);
  }, []);
  const toggleFull = (): void => {
    if (full) void document.exitFullscreen();
    else void document.documentElement.requestFullscreen().catch(() => undefined);
  };

  if (wall === undefined) {
    return error === null ? (
      <Skeleton active className="page-skeleton" paragraph={{ rows: 8 }} />
    ) : (
      <FailureNote title={words.failed} words={describeFailure(error)} retry={() => void refetch()} />
    );
  }
  const updated = clockWords(new Date(dataUpdatedAt).toISOString());
  const known = [...wall.queue.next, ...wall.serving, ...wall.sla];
  return (
    <div className="wall" ref={box}>
      <div className="wall-bar">
        <span className={wall.open ? 'wall-open' : 'wall-open wall-closed'}>
          <span className={`dot dot-${wall.open ? 'online' : 'offline'}`} />
          {wall.open ? words.open : words.closed}
        </span>
        {wall.nextOpen === undefined ? null : (
          <span className="faint">{words.opensAt(momentFormat.format(new Date(wall.nextOpen)))}</span>
        )}
        <span className="grow" />
        <span className={stale ? 'wall-stale' : 'faint'} role="status">
          {stale ? (
            <>
              <WarningOutlined aria-hidden /> {words.stale(updated)}
            </>
          ) : (
            words.updated(updated)
          )}
        </span>
        <Tooltip title={words.refresh}>
          <Button
            type="text"
            icon={<ReloadOutlined spin={isFetching} />}
            aria-label={words.refresh}
            onClick={() => void refetch()}
          />
        </Tooltip>
        <Tooltip title={full ? words.leaveFullScreen : words.fullScreen}>
          <Button
            type="text"
            className="wall-full"
            icon={<ExpandOutlined />}
            aria-label={full ? words.leaveFullScreen : words.fullScreen}
            onClick={toggleFull}
          />
        </Tooltip>
      </div>
      <WallFigures wall={wall} />
      <div className="wall-panels">
        <WallQueue wall={wall} onOpen={open} />
        <WallAgents wall={wall} onOpen={open} />
        <WallRisks wall={wall} onOpen={open} />
      </div>
      {watched === undefined ? null : (
        <MonitorDrawer
          key={watched}
          conversationId={watched}
          summary={known.find(({ conversationId }) => conversationId === watched)}
          onClose={() => navigate(pathTo('wall'))}
        />
      )}
    </div>
  );
}
