import type { WallNorm } from '@balie/shared/contracts/wall.ts';
import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/database/unit-of-work.ts';

/** Who keeps norms. */
export interface NormsForWall {
  /** In a number of questions that does not grow. */
  all(reader: Reader): Promise<readonly WallNorm[]>;
}

/** The place of the norms on the wall; empty as long as nobody keeps any. */
@Injectable()
export class NormsOnWall {
  private norms: NormsForWall | undefined;

  use(norms: NormsForWall): void {
    this.norms = norms;
  }

  async all(reader: Reader): Promise<readonly WallNorm[]> {
    return (await this.norms?.all(reader)) ?? [];
  }
}
