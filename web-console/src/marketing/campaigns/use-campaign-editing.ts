import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import type { CampaignView } from '../../../../src/contract/campaigns.js';
import { describeFailure, fieldSentences } from '../../api/problem.js';
import { useNewerVersion } from '../../editing/use-newer-version.js';
import { navigate, pathTo } from '../../routing/router.js';
import { useLeaveGuard } from '../../settings/use-document.js';
import { text } from '../../strings.js';
import { campaignText } from '../../strings-campaigns.js';
import { marketingText } from '../../strings-marketing.js';
import {
  type ArmDraft,
  bodyOf,
  type CampaignDraft,
  draftFrom,
  newCampaign,
  sameDraft,
} from './campaign-draft.js';
import { type CampaignMove, campaignsApi, campaignWritten } from './campaigns-api.js';
import type { FieldErrors } from './field.js';

const words = campaignText;
const draftOf = (stored: CampaignView | undefined): CampaignDraft =>
  stored === undefined ? newCampaign() : draftFrom(stored);

/**
 * What is on the screen of a campaign beside what the server has, and everything that can be done with it. What somebody else has
 * saved meanwhile never overwrites what is on the screen: `theirs` waits until one or the other is chosen.
 */
export function useCampaignEditing(
  stored: CampaignView | undefined,
  reload: () => Promise<CampaignView | undefined>,
) {
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [base, setBase] = useState(stored);
  const [draft, setDraft] = useState(() => draftOf(stored));
  const [untouched, setUntouched] = useState(draft);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [busy, setBusy] = useState<'save' | 'copy' | 'remove' | CampaignMove>();
  const dirty = !sameDraft(draft, untouched);
  const newer = useNewerVersion(base?.version, reload);
  const { theirs } = newer;
  useLeaveGuard(dirty);

  const accept = (next: CampaignView): void => {
    const fresh = draftFrom(next);
    setBase(next);
    setDraft(fresh);
    setUntouched(fresh);
    setErrors({});
    newer.settle();
    campaignWritten(queries, next);
  };

  const toldFailure = async (failure: unknown): Promise<void> => {
    const newest = await newer.behind(failure);
    if (newest !== undefined) {
      if (dirty) newer.show(newest);
      else {
        accept(newest);
        void message.info(words.changedMeanwhile);
      }
      return;
    }
    const found = Object.fromEntries(
      fieldSentences(failure).map(({ path, message: complaint }) => [path.join('.'), complaint]),
    );
    if (Object.keys(found).length === 0) void message.error(describeFailure(failure));
    else {
      setErrors(namedAsShown(found));
      void message.error(marketingText.fix);
    }
  };

  const during = async (what: NonNullable<typeof busy>, work: () => Promise<void>): Promise<void> => {
    setBusy(what);
    try {
      await work();
    } catch (failure) {
      await toldFailure(failure);
    } finally {
      setBusy(undefined);
    }
  };

  return {
    base,
    draft,
    errors,
    theirs,
    busy,
    dirty,

    /** @param left which optional part is taken away */
    change(part: Partial<CampaignDraft>, left?: 'layer' | 'quiet'): void {
      const { layer, quiet, ...rest } = { ...draft, ...part };
      setDraft({
        ...rest,
        ...(layer === undefined || left === 'layer' ? {} : { layer }),
        ...(quiet === undefined || left === 'quiet' ? {} : { quiet }),
      });
      // Complaints about what is being changed are answered; the others stay where they are.
      const touched = [
        ...Object.keys(part).filter((name) => name !== 'arms'),
        ...(left === undefined ? [] : [left]),
      ].map(pathOf);
      if (part.arms !== undefined) touched.push(...changedArms(draft.arms, part.arms));
      setErrors(
        Object.fromEntries(
          Object.entries(errors).filter(
            ([at]) => !touched.some((path) => at === path || at.startsWith(`${path}.`)),
          ),
        ),
      );
    },

    keepMine(): void {
      setBase(theirs);
      if (theirs !== undefined) setUntouched(draftFrom(theirs));
      newer.settle();
      void message.info(text.conflict.kept);
    },
    takeTheirs(): void {
      if (theirs !== undefined) accept(theirs);
    },

    save: () =>
      during('save', async () => {
        const body = bodyOf(draft);
        const saved =
          base === undefined ? await campaignsApi.create(body) : await campaignsApi.update(base, body);
        accept(saved);
        void message.success(marketingText.saved);
        if (base === undefined)
          navigate(pathTo('marketing', 'campaigns', saved.campaignId), { replace: true, saved: true });
      }),

    move: (campaign: CampaignView, move: CampaignMove) =>
      during(move, async () => {
        const next = await campaignsApi.move(campaign, move);
        // The content is what it was: what is being written on the screen stays.
        setBase(next);
        campaignWritten(queries, next);
        void message.success(words.changedTo(words.state[next.state]));
      }),

    copy: (campaign: CampaignView, name: string) =>
      during('copy', async () => {
        const copied = await campaignsApi.copy(campaign.campaignId, name);
        campaignWritten(queries, copied);
        void message.success(words.copied);
        navigate(pathTo('marketing', 'campaigns', copied.campaignId));
      }),

    remove: (campaign: CampaignView) =>
      during('remove', async () => {
        await campaignsApi.remove(campaign.campaignId);
        void message.success(words.removed);
        navigate(pathTo('marketing', 'campaigns'), { saved: true });
        queries.removeQueries({ queryKey: ['campaigns', 'one', campaign.campaignId] });
        campaignWritten(queries);
      }),
  };
}

export type CampaignEditing = ReturnType<typeof useCampaignEditing>;

/** Where the server complains about a field of the screen. */
function pathOf(name: string): string {
  if (name === 'holdoutPercent') return 'holdoutShare';
  return name === 'perCustomer' || name === 'perDay' || name === 'total' ? `caps.${name}` : name;
}

/** Groups that are not what they were; all, when one has come or gone. */
function changedArms(before: readonly ArmDraft[], after: readonly ArmDraft[]): string[] {
  if (before.length !== after.length) return ['arms'];
  return after.flatMap((arm, index) => (arm === before[index] ? [] : [`arms.${index}`]));
}

/** A condition that is not finished is missing altogether for the server. */
function namedAsShown(errors: FieldErrors): FieldErrors {
  const { 'audience.rule': rule, ...rest } = errors;
  if (rule === undefined) return errors;
  const isMissing = rule === text.failure.required || rule.startsWith(text.failure.badField('').slice(0, 4));
  return { ...rest, 'audience.rule': isMissing ? words.ruleOpen : rule };
}
