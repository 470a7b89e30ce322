/** What shoppers' pages and the shop's systems send in. */
export const intakeText = {
  browsing: {
    title: '正在看',
  },
} as const;
