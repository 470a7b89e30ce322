import { Modal } from 'antd';
import { text } from '../strings.js';

/** The keyboard map. */
export function ShortcutHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Modal open={open} title={text.desk.keys} width={420} footer={null} onCancel={onClose}>
      <dl className="keys">
        {text.desk.keyList.map(({ keys, told }) => (
          <div key={told}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{told}</dd>
          </div>
        ))}
      </dl>
      <p className="faint">{text.desk.keysHint}</p>
    </Modal>
  );
}
