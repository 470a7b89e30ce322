import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query';
import type {
  CodeBatch,
  CouponDetail,
  CouponKind,
  CouponLedgerRow,
  CouponSignal,
  CouponStatus,
} from '../../../../src/contract/coupons.js';
import type { Page } from '../../../../src/contract/http.js';
import type { CouponFields, CouponPreview } from '../../../../src/contract/marketing-console.js';
import { problemFrom, query, request } from '../../api/http.js';
import type { CouponBody } from './coupon-form.js';

const path = '/v1/coupons';
const root = 'coupons';
/** Ten thousand codes are made in one go. */
const manyCodes = 60_000;

export interface CouponFilter {
  search?: string;
  kind?: CouponKind;
  status?: CouponStatus;
  cursor?: string;
  limit: number;
}

const at = (id: string): string => `${path}/${encodeURIComponent(id)}`;

/** The routes of coupons, each as a function. */
export const couponsApi = {
  list: (filter: CouponFilter, signal: AbortSignal) =>
    request<Page<CouponDetail>>(`${path}${query({ ...filter })}`, { signal }),
  get: (id: string) => request<{ coupon: CouponDetail }>(at(id)).then(({ coupon }) => coupon),
  fields: () => request<CouponFields>('/v1/coupon-fields'),
  preview: (body: CouponBody, signal: AbortSignal) =>
    request<CouponPreview>(`${path}:preview`, { method: 'POST', body, signal }),
  create: (body: CouponBody) =>
    request<{ coupon: CouponDetail }>(path, { method: 'POST', body }).then(({ coupon }) => coupon),
  update: ({ id, version }: CouponDetail, body: CouponBody) =>
    request<{ coupon: CouponDetail }>(at(id), {
      method: 'PUT',
      body: { ...body, baseVersion: version },
    }).then(({ coupon }) => coupon),
  setStatus: ({ id, version }: CouponDetail, status: CouponStatus) =>
    request<{ coupon: CouponDetail }>(`${at(id)}/status`, {
      method: 'POST',
      body: { status, baseVersion: version },
    }).then(({ coupon }) => coupon),
  ledger: (id: string, cursor: string | undefined) =>
    request<Page<CouponLedgerRow>>(`${at(id)}/ledger${query({ cursor, limit: 30 })}`),
  batches: (id: string) =>
    request<{ batches: CodeBatch[] }>(`${at(id)}/code-batches`).then(({ batches }) => batches),
  makeBatch: (id: string, body: { count: number; label: string }) =>
    request<{ batch: CodeBatch }>(`${at(id)}/code-batches`, { method: 'POST', body, timeout: manyCodes }),
  voidBatch: (id: string, batchId: string) =>
    request<{ batch: CodeBatch }>(`${at(id)}/code-batches/${batchId}/void`, { method: 'POST', body: {} }),
  signals: (filter: { kind?: CouponSignal['kind']; cursor?: string }) =>
    request<Page<CouponSignal>>(`/v1/coupon-signals${query({ ...filter, limit: 30 })}`),
};

/** The codes of a batch as a file; the server gives them out once. @throws ProblemError */
export async function downloadBatch(id: string, batchId: string): Promise<Blob> {
  const response = await fetch(`${at(id)}/code-batches/${batchId}/export`, {
    method: 'POST',
    credentials: 'same-origin',
    signal: AbortSignal.timeout(manyCodes),
  });
  if (!response.ok) throw problemFrom(response.status, await response.json().catch(() => undefined));
  return response.blob();
}

export function useCoupons(filter: CouponFilter) {
  return useQuery({
    queryKey: [root, 'list', filter],
    queryFn: ({ signal }) => couponsApi.list(filter, signal),
    placeholderData: keepPreviousData,
  });
}

export function useCoupon(id: string | undefined) {
  return useQuery({
    queryKey: [root, 'one', id],
    queryFn: () => couponsApi.get(id ?? ''),
    enabled: id !== undefined,
    retry: false,
  });
}

export function useCouponFields() {
  return useQuery({ queryKey: ['coupon-fields'], queryFn: couponsApi.fields, staleTime: 60_000 });
}

export function useLedger(id: string, cursor: string | undefined) {
  return useQuery({
    queryKey: [root, 'ledger', id, cursor],
    queryFn: () => couponsApi.ledger(id, cursor),
    placeholderData: keepPreviousData,
  });
}

export function useBatches(id: string) {
  return useQuery({ queryKey: [root, 'batches', id], queryFn: () => couponsApi.batches(id) });
}

export function useSignals(filter: { kind?: CouponSignal['kind']; cursor?: string }) {
  return useQuery({
    queryKey: ['coupon-signals', filter],
    queryFn: () => couponsApi.signals(filter),
    placeholderData: keepPreviousData,
  });
}

/** After a write: what was written is known, everything else is asked for again. */
export function couponWritten(queries: QueryClient, coupon?: CouponDetail): void {
  if (coupon !== undefined) queries.setQueryData([root, 'one', coupon.id], coupon);
  void queries.invalidateQueries({ queryKey: [root, 'list'] });
  void queries.invalidateQueries({ queryKey: [root, 'batches'] });
  void queries.invalidateQueries({ queryKey: [root, 'ledger'] });
}
