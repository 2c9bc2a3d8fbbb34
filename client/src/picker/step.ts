import { Disposable, QuickInputButtons, window, type QuickPickItem } from 'vscode';

/** One choice of a series: what is shown, and how far in the series it stands. */
export interface Step<Item extends QuickPickItem> {
  readonly title: string;
  readonly placeholder: string;
  /** 1-based place in the series, and its length. */
  readonly step: number;
  readonly totalSteps: number;
  /** Whether there is an earlier step to go back to. */
  readonly canGoBack: boolean;
  readonly items: readonly Item[];
  /** What is selected at first: the choice made before, after going back. */
  readonly active?: Item | undefined;
  /** An item for what was typed, offered besides those that match (`10.0.4.7` as an end, `8443` as traffic). */
  readonly itemForText?: (text: string) => Item | undefined;
}

/** What came of a step. */
export type Picked<Item> =
  | { readonly kind: 'picked'; readonly item: Item }
  | { readonly kind: 'back' }
  | { readonly kind: 'cancelled' };

/** Shows one step and waits for the person. */
export function pickOne<Item extends QuickPickItem>(step: Step<Item>): Promise<Picked<Item>> {
  const picker = window.createQuickPick<Item>();
  picker.title = step.title;
  picker.placeholder = step.placeholder;
  picker.step = step.step;
  picker.totalSteps = step.totalSteps;
  picker.matchOnDescription = true;
  picker.buttons = step.canGoBack ? [QuickInputButtons.Back] : [];
  picker.items = step.items;
  if (step.active !== undefined) picker.activeItems = [step.active];
  return new Promise((resolve) => {
    const finish = (picked: Picked<Item>): void => {
      // Resolve first: hiding the picker counts as cancelling.
      resolve(picked);
      listening.dispose();
    };
    const listening = Disposable.from(
      picker,
      picker.onDidAccept(() => {
        const [item] = picker.selectedItems;
        if (item !== undefined) finish({ kind: 'picked', item });
      }),
      picker.onDidTriggerButton(() => finish({ kind: 'back' })),
      picker.onDidHide(() => finish({ kind: 'cancelled' })),
      picker.onDidChangeValue((text) => {
        const typed = step.itemForText?.(text.trim());
        // At the end: the editor names items by their place, and a choice that is under way must not become its neighbour.
        if (typed !== undefined) picker.items = [...step.items, typed];
        else if (picker.items.length !== step.items.length) picker.items = step.items;
        if (typed !== undefined) picker.activeItems = [typed];
      }),
    );
    picker.show();
  });
}
