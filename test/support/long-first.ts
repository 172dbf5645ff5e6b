import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** They mostly wait for what the product does by the clock, and would be waited for if they began last. */
const LONG = ['integration/crash', 'integration/shards'];

/** Has the longest files begin first: on a new machine vitest knows of each only how large it is. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) =>
      LONG.some((name) => moduleId.includes(`/${name}.test.ts`));
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
