import { either, type PersonalTable } from '../platform/personal-data.js';

/** What this slice keeps of a person: who did what, without the content of what was done. */
export const auditData: PersonalTable[] = [
  {
    table: 'AuditEntry',
    title: '操作记录',
    rows: either(
      `"actorType" = 'customer' AND "actorId" = ANY($customers::text[] || $visitors::text[] || $names::text[])`,
      'subject = ANY($names)',
    ),
    hides: { actorId: '可能是员工的内部编号' },
    erase: {
      how: 'clear',
      set: `"actorId" = CASE WHEN "actorType" = 'customer' THEN NULL ELSE "actorId" END, subject = CASE WHEN subject = ANY($names) THEN 'erased' ELSE subject END, detail = '{}'`,
      keeps: '员工操作要能追查；已经不写是哪位顾客',
    },
  },
];
