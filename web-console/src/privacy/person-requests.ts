import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import type { PrivacySettings } from '../../../src/contract/privacy.js';
import { request } from '../api/http.js';
import { describeFailure } from '../api/problem.js';
import { text } from '../strings.js';
import { privacyText as words } from '../strings-privacy.js';

export const requestsKey = ['privacy', 'requests'];

const pathOf = (customerId: string): string => `/v1/customers/${encodeURIComponent(customerId)}`;

/** Where a copy of everything about a customer is fetched from. Admins only. */
export function exportPath(customerId: string): string {
  return `${pathOf(customerId)}/export`;
}

/** Asks once more, then asks for everything about a customer to be deleted. Admins only. */
export function useErasure(): (customerId: string) => void {
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  async function ask(customerId: string): Promise<void> {
    const { graceDays } = await request<PrivacySettings>('/v1/privacy/settings');
    void modal.confirm({
      title: words.eraseTitle(customerId),
      content: words.eraseHint(graceDays),
      okText: words.eraseNow,
      okButtonProps: { danger: true },
      cancelText: text.cancel,
      onOk: async () => {
        try {
          await request(`${pathOf(customerId)}/erasure`, { method: 'POST', body: { confirmed: true } });
          void message.success(words.eraseAsked);
        } catch (failure) {
          void message.error(describeFailure(failure));
        }
        await queries.invalidateQueries({ queryKey: requestsKey });
      },
    });
  }
  return (customerId) => {
    ask(customerId).catch((failure) => void message.error(describeFailure(failure)));
  };
}
