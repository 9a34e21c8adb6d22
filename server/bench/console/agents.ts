import http from 'node:http';
import type { Random } from '../large/random.ts';
import { Durations } from './percentiles.ts';
import { FIGURES, nextAsk, type Subjects } from './requests.ts';

/** One browser: its session, and one connection that is kept open. */
export class AgentClient {
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

  constructor(
    private readonly url: string,
    private readonly cookie: string,
  ) {}

  /** @returns the body. @throws {Error} unless it is answered with 200 */
  get(path: string): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const request = http.get(`${this.url}${path}`, { agent: this.agent, headers: { cookie: this.cookie } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const body = Buffer.concat(chunks);
          if (response.statusCode === 200) resolve(body);
          else reject(new Error(`GET ${path} answered ${response.statusCode}: ${body.toString().slice(0, 300)}`));
        });
        response.on('error', reject);
      });
      request.on('error', reject);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

interface Shift {
  readonly seconds: number;
  /** Between an answer and the next question, on average. */
  readonly thinkMilliseconds: number;
  readonly subjects: Subjects;
  /** One for each agent. */
  readonly randoms: readonly Random[];
}

/** Lets the agents work side by side. @returns durations by figure */
export async function work(agents: readonly AgentClient[], shift: Shift): Promise<Map<string, Durations>> {
  const durations = new Map(FIGURES.map((figure) => [figure, new Durations()]));
  const end = performance.now() + shift.seconds * 1000;
  const live = async (agent: AgentClient, random: Random) => {
    while (performance.now() < end) {
      // Between half and one and a half times: agents do not march in step.
      if (shift.thinkMilliseconds > 0) await pause(shift.thinkMilliseconds * (0.5 + random.next()));
      const { figure, path } = nextAsk(random, shift.subjects);
      const started = performance.now();
      await agent.get(path);
      durations.get(figure)?.add(performance.now() - started);
    }
  };
  await Promise.all(agents.map((agent, index) => live(agent, randomOf(shift, index))));
  return durations;
}

function randomOf(shift: Shift, index: number): Random {
  const random = shift.randoms[index];
  if (!random) throw new Error('Each agent needs its own random numbers');
  return random;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
