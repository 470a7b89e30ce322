interface RowLinkProps {
  children: string;
  onOpen: () => void;
}

/** The name of a record in a row that opens as a whole: what the keyboard reaches and a screen reader tells. */
export function RowLink({ children, onOpen }: RowLinkProps) {
  return (
    <button
      type="button"
      className="row-link ellipsis"
      onClick={(event) => {
        // The row would open it a second time.
        event.stopPropagation();
        onOpen();
      }}
    >
      {children}
    </button>
  );
}
