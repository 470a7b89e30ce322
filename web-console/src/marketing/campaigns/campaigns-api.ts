import { keepPreviousData, type QueryClient, useQuery } from '@tanstack/react-query';
import type {
  CampaignDryRun,
  CampaignSettings,
  CampaignState,
  CampaignView,
} from '../../../../src/contract/campaigns.js';
import type { CouponDetail } from '../../../../src/contract/coupons.js';
import type { GlobalHoldoutInForce } from '../../../../src/contract/experiments.js';
import type { Page } from '../../../../src/contract/http.js';
import { query, request } from '../../api/http.js';
import { couponsApi } from '../coupons/coupons-api.js';

const path = '/v1/campaigns';
const root = 'campaigns';
/** Up to two thousand customers are looked at one by one. */
const lookingAtPeople = 180_000;

export type CampaignMove = 'start' | 'pause' | 'end';
/** With the share of all customers that get no campaign at all. */
export type StoredCampaignSettings = CampaignSettings & { hookSecret: string; globalHoldout: number };
const globalHoldout = '/v1/experiments/global-holdout';

export interface CampaignFilter {
  state?: CampaignState;
  cursor?: string;
  limit: number;
}

interface One {
  campaign: CampaignView;
}
const at = (id: string): string => `${path}/${encodeURIComponent(id)}`;
const campaignIn = ({ campaign }: One): CampaignView => campaign;

/** The routes of campaigns, each as a function. */
export const campaignsApi = {
  list: (filter: CampaignFilter, signal: AbortSignal) =>
    request<Page<CampaignView>>(`${path}${query({ ...filter })}`, { signal }),
  get: (id: string) => request<One>(at(id)).then(campaignIn),
  create: (body: object) => request<One>(path, { method: 'POST', body }).then(campaignIn),
  update: ({ campaignId, version }: CampaignView, body: object) =>
    request<One>(at(campaignId), { method: 'PUT', body: { ...body, baseVersion: version } }).then(campaignIn),
  move: ({ campaignId, version }: CampaignView, move: CampaignMove) =>
    request<One>(`${at(campaignId)}/${move}`, { method: 'POST', body: { baseVersion: version } }).then(
      campaignIn,
    ),
  copy: (id: string, name: string) =>
    request<One>(`${at(id)}/copy`, { method: 'POST', body: { name } }).then(campaignIn),
  remove: (id: string) => request<undefined>(at(id), { method: 'DELETE' }),
  dryRun: (id: string, signal: AbortSignal) =>
    request<CampaignDryRun>(`${at(id)}/dry-run`, { method: 'POST', signal, timeout: lookingAtPeople }),
  async settings(): Promise<StoredCampaignSettings> {
    const [settings, { share }] = await Promise.all([
      request<Omit<StoredCampaignSettings, 'globalHoldout'>>('/v1/campaign-settings'),
      request<GlobalHoldoutInForce>(globalHoldout),
    ]);
    return { ...settings, globalHoldout: share };
  },
  setSettings: (body: object) => request<object>('/v1/campaign-settings', { method: 'PUT', body }),
  setGlobalHoldout: (share: number) =>
    request<GlobalHoldoutInForce>(globalHoldout, { method: 'PUT', body: { share } }),
};

export function useCampaigns(filter: CampaignFilter) {
  return useQuery({
    queryKey: [root, 'list', filter],
    queryFn: ({ signal }) => campaignsApi.list(filter, signal),
    placeholderData: keepPreviousData,
  });
}

export function useCampaign(id: string | undefined) {
  return useQuery({
    queryKey: [root, 'one', id],
    queryFn: () => campaignsApi.get(id ?? ''),
    enabled: id !== undefined,
    retry: false,
  });
}

/** Who would get it now: asked for each time that somebody looks, and kept by nobody. */
export function useDryRun({ campaignId, version }: CampaignView) {
  return useQuery({
    queryKey: [root, 'dry-run', campaignId, version],
    queryFn: ({ signal }) => campaignsApi.dryRun(campaignId, signal),
    gcTime: 0,
    retry: false,
  });
}

export function useCampaignSettings() {
  return useQuery({ queryKey: ['campaign-settings'], queryFn: campaignsApi.settings });
}

/** A coupon by the shop's own id, which is what campaigns name. */
export function useCouponNamed(externalId: string | null) {
  return useQuery({
    queryKey: ['coupons', 'named', externalId],
    queryFn: async ({ signal }): Promise<CouponDetail | null> => {
      const { items } = await couponsApi.list({ search: externalId ?? '', limit: 100 }, signal);
      return items.find((coupon) => coupon.externalId === externalId) ?? null;
    },
    enabled: externalId !== null && externalId !== '',
    staleTime: 30_000,
  });
}

/** After a write: what was written is known, the list is asked for again. */
export function campaignWritten(queries: QueryClient, campaign?: CampaignView): void {
  if (campaign !== undefined) queries.setQueryData([root, 'one', campaign.campaignId], campaign);
  void queries.invalidateQueries({ queryKey: [root, 'list'] });
}
