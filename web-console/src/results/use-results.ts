import { useQuery } from '@tanstack/react-query';
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

function useResult<T>(path: string, timeout?: number) {
  return useQuery({
    queryKey: ['analytics', path],
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
