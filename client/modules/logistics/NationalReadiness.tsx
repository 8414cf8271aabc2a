import { useQuery } from '@tanstack/react-query';
import { PathLink } from '#client/ui/PathLink.tsx';
import { StatusShape } from '#client/ui/StatusMark.tsx';
import { formatCount } from '#shared/kernel/numbers.ts';
import { states } from '#shared/modules/states/directory.ts';
import { boardPath, boardQuery, useLogisticsWords } from './api.ts';
import styles from './NationalReadiness.module.css';
import { kinds, useNames } from './Words.tsx';

const weight = { red: 0, amber: 1, green: 2, grey: 3 } as const;

/** Readiness as a theme of the national page: how many exercises ask for what, and the States by name. Facts alone. */
export function NationalReadiness() {
  const words = useLogisticsWords();
  const names = useNames();
  const { data } = useQuery(boardQuery(undefined));
  if (data === undefined) return null;
  const real = data.rows.filter(({ exercise }) => !exercise.isSample);
  const colours = real.map(({ worst }) => worst?.verdict.colour ?? 'grey');
  const count = (colour: keyof typeof weight) => formatCount(colours.filter((each) => each === colour).length);
  const shown = states.flatMap(({ code }) => {
    const own = real.filter(({ exercise }) => exercise.stateCode === code);
    const [colour] = own.map(({ worst }) => worst?.verdict.colour ?? 'grey').toSorted((a, b) => weight[a] - weight[b]);
    return colour === undefined ? [] : [{ code, colour }];
  });
  return (
    <section className={styles.section} aria-labelledby="national-readiness">
      <h2 id="national-readiness">{words.ofNation.title}</h2>
      <p>
        {real.length === 0
          ? words.ofNation.none
          : words.ofNation.counts(count('red'), count('amber'), count('grey'), formatCount(real.length))}{' '}
        <PathLink to="/logistics">{words.ofNation.open}</PathLink>
      </p>
      <ul className={styles.list}>
        {shown.map(({ code, colour }) => (
          <li key={code}>
            <PathLink to={boardPath({ state: code, body: undefined })}>
              <StatusShape kind={kinds[colour]} /> {names.state(code)}
              <span className="visually-hidden">, {words.colours[colour]}</span>
            </PathLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
