import type { RouteCase } from './security-matrix.js';

const admins = { status: [401, 401, 403, 403, 200] } as const;
const nobodySees = { status: [401, 401, 403, 403, 404] } as const;
const smallestCampaign = {
  name: '生日祝福',
  goal: '生日那天说一句',
  audience: { kind: 'everyone' },
  delivery: { kind: 'trigger', on: 'birthday' },
  arms: [{ id: 'a', weight: 1, message: '{称呼}，生日快乐' }],
  startsAt: '2026-11-01T00:00:00+08:00',
  endsAt: '2026-12-01T00:00:00+08:00',
};

/** The routes of campaigns. @param noId an id that nothing has */
export function campaignCases(noId: string): Record<string, RouteCase> {
  const one = `/v1/campaigns/${noId}`;
  const moves = Object.fromEntries(
    ['start', 'pause', 'end'].map((move): [string, RouteCase] => [
      `POST /v1/campaigns/:id/${move}`,
      { ...nobodySees, path: `${one}/${move}`, body: { baseVersion: 1 } },
    ]),
  );
  return {
    'GET /v1/campaigns': { ...admins, query: { state: 'draft', limit: '5' } },
    'POST /v1/campaigns': { status: [401, 401, 403, 403, 201], body: smallestCampaign },
    'GET /v1/campaigns/:id': { ...nobodySees, path: one },
    'PUT /v1/campaigns/:id': { ...nobodySees, path: one, body: { ...smallestCampaign, baseVersion: 1 } },
    'DELETE /v1/campaigns/:id': { ...nobodySees, path: one },
    ...moves,
    'POST /v1/campaigns/:id/copy': { ...nobodySees, path: `${one}/copy`, body: { name: '第二次' } },
    'POST /v1/campaigns/:id/dry-run': { ...nobodySees, path: `${one}/dry-run` },
    'GET /v1/campaigns/:id/report': { ...nobodySees, path: `${one}/report` },
    'GET /v1/campaign-settings': admins,
    'PUT /v1/campaign-settings': { ...admins, body: { perWeek: 3 } },
  };
}
