import { Seal } from './icons.jsx';

/** The seal for the assistant; the last character of the name for a person, as Chinese nicknames are told apart by it. */
export function Avatar({ agentName, size }: { agentName: string | undefined; size: number }) {
  if (!agentName) return <Seal size={size} />;
  return (
    <span
      class="agent-face"
      style={`width:${size}px;height:${size}px;font-size:${size * 0.42}px`}
      aria-hidden="true"
    >
      {[...agentName].at(-1)}
    </span>
  );
}
