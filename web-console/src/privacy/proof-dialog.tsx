import { useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import type { ErasureProof } from '../../../src/contract/privacy.js';
import { request } from '../api/http.js';
import { Pill } from '../shell/pill.js';
import { privacyText as words } from '../strings-privacy.js';

/** What an erasure did, table by table, and whether the record is as it was signed. */
export function ProofDialog({ proof, onClose }: { proof: ErasureProof; onClose: () => void }) {
  const { data } = useQuery({
    queryKey: ['privacy', 'proof', proof.requestId],
    queryFn: () =>
      request<{ genuine: boolean }>('/v1/privacy/proofs/verify', { method: 'POST', body: proof }),
  });
  function save(): void {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([JSON.stringify(proof, null, 2)], { type: 'application/json' }));
    link.download = `erasure-${proof.requestId}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
  return (
    <Modal
      open
      width={640}
      title={words.proof}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={save}>{words.saveProof}</Button>
          <Button type="primary" onClick={onClose}>
            {words.close}
          </Button>
        </>
      }
    >
      <p className="faint">{words.proofHint}</p>
      {data === undefined ? null : (
        <Pill tone={data.genuine ? 'good' : 'bad'}>{data.genuine ? words.genuine : words.forged}</Pill>
      )}
      <ul className="proof-rows">
        {proof.tables.map(({ table, title, how, rows, keeps }) => (
          <li key={table}>
            <span>
              {title}
              {keeps === undefined || rows === 0 ? null : <small className="faint">{keeps}</small>}
            </span>
            <span>{words.rows(rows)}</span>
            <Pill tone={how === 'delete' ? 'good' : how === 'clear' ? 'info' : 'plain'}>
              {words.proofHow[how]}
            </Pill>
          </li>
        ))}
        <li>
          <span>{words.files(proof.files)}</span>
          <span />
          <Pill tone="good">{words.proofHow.delete}</Pill>
        </li>
      </ul>
    </Modal>
  );
}
