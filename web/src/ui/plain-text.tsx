import styles from './plain-text.module.css';

const ADDRESS = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]}])/giu;

/** Text as it was typed, with its web addresses to click on. */
export function PlainText({ text }: { readonly text: string }) {
  return (
    <div className={styles.text}>
      {text.split(ADDRESS).map((part, index) =>
        index % 2 === 1 ? (
          <a key={index} href={part} target="_blank" rel="noopener noreferrer">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </div>
  );
}
