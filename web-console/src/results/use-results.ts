import { useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  CampaignList,
  CampaignResult,
  CohortReport,
  CouponReport,
  RfmReport,
  UpliftReport,
} from '../../../src/contract/analytics.js';
import type { OverallReport } from '../../../src/contract/experiments.js';
import { request } from '../api/http.js';

/** The server keeps its answers for about so long. */
const staleTime = 30_000;
/** The model of effects learns from up to 20,000 customers first. */
const learningTime = 120_000;

const root = 'analytics';

function useResult<T>(path: string, timeout?: number) {
  return useQuery({
    queryKey: [root, path],
    queryFn: ({ signal }) =>
      request<T>(`/v1/analytics/${path}`, { signal, ...(timeout === undefined ? {} : { timeout }) }),
    staleTime,
  });
}

export const useCampaigns = () => useResult<CampaignList>('campaigns');
export const useAllCampaigns = () => useResult<OverallReport>('all-campaigns', learningTime);
export const useCampaign = (campaignId: string) => useResult<CampaignResult>(`campaigns/${campaignId}`);
export const useCoupons = () => useResult<CouponReport>('coupons');
export const useCohorts = () => useResult<CohortReport>('cohorts');
export const useRfm = () => useResult<RfmReport>('rfm');
export const useUplift = (campaignId: string) =>
  useResult<UpliftReport>(`uplift/${campaignId}`, learningTime);

/** Has everything on the screen computed anew, instead of what the server has kept. @throws ProblemError */
export function useRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    const shown = queries.getQueryCache().findAll({ queryKey: [root], type: 'active' });
    queries.removeQueries({ queryKey: [root], type: 'inactive' });
    await Promise.all(
      shown.map(({ queryKey }) =>
        queries.fetchQuery({
          queryKey,
          queryFn: () =>
            request(`/v1/analytics/${String(queryKey[1])}?fresh=true`, { timeout: learningTime }),
          staleTime: 0,
        }),
      ),
    );
  };
}
