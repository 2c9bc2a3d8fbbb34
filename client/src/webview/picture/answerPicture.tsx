/** @jsxRuntime automatic @jsxImportSource preact */
import type { VNode } from 'preact';
import type { PublishedHop, PublishedOrigin } from '../../../../server/src/protocol/answer';
import type { WhyAnswer } from '../../../../server/src/protocol/requests';
import { layoutWay, type WayLayout } from './wayLayout';
import { WayPicture } from './wayPicture';

/** From this width on the reply's way stands beside the way there, else under it. */
const sideBySide = 620;

/** The picture of an answer: the way there, and the reply's. What it shows is said in words beside it. */
export function AnswerPicture({
  answer,
  width,
  onOrigin,
}: {
  readonly answer: WhyAnswer;
  readonly width: number;
  readonly onOrigin: (origin: PublishedOrigin) => void;
}): VNode {
  const { there, back, height } = layoutAnswer(answer, width);
  const { path, returnPath } = answer.answerJson;
  const open =
    (hops: readonly PublishedHop[]) =>
    (index: number): void => {
      const origin = hops[index]?.origin ?? null;
      if (origin !== null) onOrigin(origin);
    };
  return (
    <svg
      class="picture"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`The way from ${answer.answerJson.question.from} to ${answer.answerJson.question.to}: the list of steps says it in words.`}
    >
      {there === undefined ? null : <WayPicture {...there} title="The way there" onHop={open(path)} />}
      {back === undefined ? null : (
        <WayPicture {...back} title="The reply's way back" onHop={open(returnPath)} />
      )}
    </svg>
  );
}

interface Placed {
  readonly layout: WayLayout;
  readonly x: number;
  readonly y: number;
}

/** Where the two ways stand, and how high the picture is. */
export function layoutAnswer(
  { answerJson, extras }: WhyAnswer,
  width: number,
): { readonly there: Placed | undefined; readonly back: Placed | undefined; readonly height: number } {
  const { path, returnPath, verdict, question } = answerJson;
  const isBeside = width >= sideBySide && returnPath.length > 0;
  const own = isBeside ? Math.floor((width - 16) / 2) : width;
  const isStopped = verdict === 'blocked' && path.at(-1)?.verdict === 'blocked';
  const there =
    path.length === 0 ? undefined : layoutWay(path, extras.path, own, isStopped ? question.to : undefined);
  const back = returnPath.length === 0 ? undefined : layoutWay(returnPath, extras.returnPath, own);
  const head = 30;
  const first = there === undefined ? 0 : there.height + head;
  const second = back === undefined ? 0 : back.height + head;
  return {
    there: there === undefined ? undefined : { layout: there, x: 0, y: 0 },
    back:
      back === undefined
        ? undefined
        : { layout: back, x: isBeside ? own + 16 : 0, y: isBeside ? 0 : first + 12 },
    height: isBeside ? Math.max(first, second) : first + second + 12,
  };
}
