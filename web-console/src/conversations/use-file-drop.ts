import { type ClipboardEvent, type DragEvent, useState } from 'react';

/**
 * Files that are dropped on the composer or pasted into it.
 * @param allowed false: they are left to the browser, as where notes are written
 */
export function useFileDrop(allowed: boolean, add: (files: File[]) => void) {
  const [over, setOver] = useState(false);
  const holdsFiles = (event: DragEvent): boolean => allowed && event.dataTransfer.types.includes('Files');
  return {
    over,
    onPaste(event: ClipboardEvent): void {
      const files = [...event.clipboardData.files];
      if (!allowed || files.length === 0) return;
      event.preventDefault();
      add(files);
    },
    handlers: {
      onDragOver(event: DragEvent): void {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave(event: DragEvent): void {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      },
      onDrop(event: DragEvent): void {
        setOver(false);
        if (!holdsFiles(event)) return;
        event.preventDefault();
        add([...event.dataTransfer.files]);
      },
    },
  };
}
