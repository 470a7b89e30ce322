import { NotificationOutlined, PlusOutlined, SettingOutlined, WarningOutlined } from '@ant-design/icons';
import { Button, Select, type TableColumnsType, Tooltip } from 'antd';
import { useState } from 'react';
import type { CampaignState, CampaignView } from '../../../../src/contract/campaigns.js';
import { yuan } from '../../cards/money.js';
import { navigate, pathTo } from '../../routing/router.js';
import { EmptyNote } from '../../shell/failure-note.js';
import { NoneFound } from '../../shell/none-found.js';
import { Pager } from '../../shell/pager.js';
import { RecordTable } from '../../shell/record-table.js';
import { campaignText } from '../../strings-campaigns.js';
import { useCouponFields } from '../coupons/coupons-api.js';
import '../coupons/coupons.css';
import { useSegments } from '../segments/segments-api.js';
import '../segments/segments.css';
import { CampaignStatePill } from './campaign-editor.js';
import { CampaignPage } from './campaign-page.js';
import { CampaignSettings } from './campaign-settings.js';
import { audienceWords, deliveryWords, momentWords, shareWords } from './campaign-words.js';
import { useCampaigns } from './campaigns-api.js';
import './campaigns.css';
import { RowLink } from '../../shell/row-link.js';

const words = campaignText;
const pageSize = 30;
const newCampaign = 'new';
const open = (part: string): void => navigate(pathTo('marketing', 'campaigns', part));

/** Campaigns with whom and when; one of them, or a new one. */
export function CampaignsPage({ part }: { part: string | undefined }) {
  if (part === undefined) return <CampaignTable />;
  return <CampaignPage key={part} id={part === newCampaign ? undefined : part} />;
}

function CampaignTable() {
  const [state, setState] = useState<CampaignState>();
  const [cursors, setCursors] = useState<string[]>([]);
  const [setting, setSetting] = useState(false);
  const cursor = cursors.at(-1);
  const list = useCampaigns({
    limit: pageSize,
    ...(state === undefined ? {} : { state }),
    ...(cursor === undefined ? {} : { cursor }),
  });
  const columns = useColumns();
  const filter = (next: CampaignState | undefined): void => {
    setCursors([]);
    setState(next);
  };
  const create = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => open(newCampaign)}>
      {words.create}
    </Button>
  );
  return (
    <div className="list-page">
      <div className="list-bar">
        <Select<CampaignState | null>
          className="list-filter"
          allowClear
          value={state ?? null}
          placeholder={words.allStates}
          aria-label={words.stateLabel}
          options={(Object.entries(words.state) as [CampaignState, string][]).map(([value, label]) => ({
            value,
            label,
          }))}
          onChange={(value) => filter(value ?? undefined)}
        />
        <span className="grow" />
        <Button icon={<SettingOutlined />} onClick={() => setSetting(true)}>
          {words.settings}
        </Button>
        {create}
      </div>
      <div className="list-table">
        <RecordTable<CampaignView>
          list={list}
          rowKey="campaignId"
          columns={columns}
          onOpen={({ campaignId }) => open(campaignId)}
          empty={
            state === undefined ? (
              <EmptyNote
                icon={<NotificationOutlined />}
                title={words.none}
                hint={words.noneHint}
                action={create}
              />
            ) : (
              <NoneFound words={words} onClear={() => filter(undefined)} />
            )
          }
        />
      </div>
      <Pager
        cursors={cursors}
        next={list.data?.nextCursor}
        turning={list.isPlaceholderData}
        onTurn={setCursors}
      />
      {setting ? <CampaignSettings onClose={() => setSetting(false)} /> : null}
    </div>
  );
}

function useColumns(): TableColumnsType<CampaignView> {
  const { data: segments = [] } = useSegments();
  const { data: fields } = useCouponFields();
  const zone = fields?.timeZone ?? 'Asia/Shanghai';
  const tierName = (id: string): string => fields?.tiers.find((tier) => tier.id === id)?.name ?? id;
  return [
    {
      title: words.name,
      render: (_, { campaignId, name, goal, warnings }) => (
        <div className="row-words">
          <span className="campaign-row-name">
            <RowLink onOpen={() => open(campaignId)}>{name}</RowLink>
            {warnings.length === 0 ? null : (
              <Tooltip
                title={warnings.map((warning) => (
                  <p key={warning} className="campaign-tip">
                    {warning}
                  </p>
                ))}
              >
                <WarningOutlined className="campaign-warned" aria-label={words.warned(warnings.length)} />
              </Tooltip>
            )}
          </span>
          <div className="faint ellipsis">{goal}</div>
        </div>
      ),
    },
    {
      title: words.stateLabel,
      width: 90,
      render: (_, { state }) => <CampaignStatePill state={state} />,
    },
    {
      title: words.time,
      width: 160,
      responsive: ['md'],
      render: (_, { startsAt, endsAt }) => (
        <div className="row-updated figures-font">
          {momentWords(startsAt, zone)}
          <div className="faint">{momentWords(endsAt, zone)}</div>
        </div>
      ),
    },
    {
      title: words.audience,
      width: 260,
      responsive: ['lg'],
      render: (_, { audience, delivery }) => (
        <div className="row-updated">
          <span className="rule-cell">{audienceWords(audience, segments, tierName)}</span>
          <div className="faint">{deliveryWords(delivery)}</div>
        </div>
      ),
    },
    {
      title: words.groups,
      width: 130,
      responsive: ['lg'],
      render: (_, { arms, holdoutShare }) => (
        <span className="soft figures-font">
          {words.armsAndHoldout(arms.length, shareWords(holdoutShare))}
        </span>
      ),
    },
    {
      title: words.budget,
      width: 120,
      align: 'right',
      responsive: ['md'],
      render: (_, { budgetMinor }) =>
        budgetMinor === undefined ? (
          <span className="faint">{words.noBudget}</span>
        ) : (
          <span className="figures-font">{yuan(budgetMinor)}</span>
        ),
    },
  ];
}
