import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { CouponItem } from '../../../../src/contract/cards.js';
import { describeFailure } from '../../api/problem.js';
import { FailureNote } from '../../shell/failure-note.js';
import { useDebounced } from '../../shell/use-debounced.js';
import { couponText } from '../../strings-coupons.js';
import { useColorMode } from '../../theme/color-mode.js';
import type { CouponBody } from './coupon-form.js';
import { couponsApi } from './coupons-api.js';

const words = couponText;
const typing = 300;
/** A page of the chat's own build, asked for anew by each console that is opened. */
const page = `/widget/card-preview.html?${Date.now()}`;
const usualHeight = 160;

/** The card of what is on the screen, a moment after every change. */
export function useCardPreview(body: CouponBody) {
  const settled = useDebounced(JSON.stringify(body), typing);
  return useQuery({
    queryKey: ['coupon-preview', settled],
    queryFn: ({ signal }) => couponsApi.preview(JSON.parse(settled) as CouponBody, signal),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** What the shopper will see, drawn by the chat itself. */
export function CardPreview({ preview }: { preview: ReturnType<typeof useCardPreview> }) {
  const { data, error, refetch } = preview;
  return (
    <div className="card-preview">
      <h3>{words.preview}</h3>
      {data === undefined ? (
        error === null ? (
          <Skeleton active paragraph={{ rows: 2 }} />
        ) : (
          <FailureNote
            title={words.previewFailed}
            words={describeFailure(error)}
            retry={() => void refetch()}
          />
        )
      ) : (
        <ChatCard coupon={data.card} />
      )}
      <p className="faint">{words.previewHint}</p>
    </div>
  );
}

function ChatCard({ coupon }: { coupon: CouponItem }) {
  const { mode } = useColorMode();
  const frame = useRef<HTMLIFrameElement>(null);
  const [ready, setReady] = useState(false);
  const [height, setHeight] = useState(usualHeight);

  useEffect(() => {
    const listen = ({ origin, source, data }: MessageEvent<unknown>): void => {
      if (origin !== location.origin || source !== frame.current?.contentWindow) return;
      const told = data as { type?: unknown; height?: unknown } | null;
      if (told?.type === 'card-preview-ready') setReady(true);
      if (told?.type === 'card-preview-height' && typeof told.height === 'number') setHeight(told.height);
    };
    window.addEventListener('message', listen);
    return () => window.removeEventListener('message', listen);
  }, []);
  useEffect(() => {
    if (!ready) return;
    frame.current?.contentWindow?.postMessage(
      { type: 'card-preview', coupon, dark: mode === 'dark' },
      location.origin,
    );
  }, [ready, coupon, mode]);

  return (
    <div className="card-preview-paper">
      <iframe ref={frame} title={words.preview} src={page} style={{ height }} />
    </div>
  );
}
