import { useLanguage } from '#client/app/language.tsx';
import { Choice as ChoiceField } from '#client/ui/Field.tsx';
import { states } from '#shared/modules/states/directory.ts';
import { bodyNames, exerciseKindNames } from '#shared/modules/timelines/catalogue-names.ts';
import { exerciseKinds } from '#shared/modules/timelines/schema.ts';
import { type Choice, useCalendarWords } from './api.ts';
import { placeOf } from './DateMarks.tsx';

export interface ChoicesProps {
  choice: Pick<Choice, 'state' | 'body' | 'kind'>;
  /** An empty text is "all". */
  onChoose: (key: 'state' | 'body' | 'kind', value: string) => void;
}

/** State, commission and kind: of the page, and of an address. */
export function Choices({ choice, onChoose }: ChoicesProps) {
  const words = useCalendarWords();
  const language = useLanguage();
  return (
    <>
      <ChoiceField
        label={words.state}
        options={[
          { value: '', label: words.allStates },
          { value: 'IN', label: placeOf(null, language) },
          ...states.map(({ code }) => ({ value: String(code), label: placeOf(code, language) })),
        ]}
        value={choice.state ?? ''}
        onChange={(event) => onChoose('state', event.target.value)}
      />
      <ChoiceField
        label={words.body}
        options={[
          { value: '', label: words.bodies.all },
          ...(['eci', 'sec'] as const).map((body) => ({ value: body, label: bodyNames[body][language] })),
        ]}
        value={choice.body ?? ''}
        onChange={(event) => onChoose('body', event.target.value)}
      />
      <ChoiceField
        label={words.kind}
        options={[
          { value: '', label: words.kinds.all },
          ...exerciseKinds.map((kind) => ({ value: kind, label: exerciseKindNames[kind][language] })),
        ]}
        value={choice.kind ?? ''}
        onChange={(event) => onChoose('kind', event.target.value)}
      />
    </>
  );
}
