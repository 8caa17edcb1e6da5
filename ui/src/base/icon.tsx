const shapes = {
  blaze: 'M12 2 L20 6 V18 L12 22 L4 18 V6 Z M8.4 9 L10.4 15 L12 10.6 L13.6 15 L15.6 9',
  close: 'M6 6 L18 18 M18 6 L6 18',
  collapse: 'M6 9 L12 15 L18 9',
  move: 'M4 9 V4 H9 M20 15 V20 H15 M4 4 L10 10 M20 20 L14 14',
  arrow: 'M5 12 H19 M13 6 L19 12 L13 18',
  back: 'M15 5 L8 12 L15 19',
  plus: 'M12 5 V19 M5 12 H19',
  wrap: 'M5 12.5 L10 17 L19 7',
  leave: 'M6 12 H18',
  warning: 'M12 4 L21.5 20 H2.5 Z M12 10 V14.5 M12 17 V17.2',
  refuse: 'M12 3 A9 9 0 1 0 12 21 A9 9 0 1 0 12 3 M8 8 L16 16',
  app: 'M8 3 H16 A2 2 0 0 1 18 5 V19 A2 2 0 0 1 16 21 H8 A2 2 0 0 1 6 19 V5 A2 2 0 0 1 8 3 M11 18 H13',
} as const;

/** A line drawing in the colour of its text; decoration only, so always beside words or in a labelled button. */
export function Icon({ name, size = 16 }: { readonly name: keyof typeof shapes; readonly size?: number }) {
  return (
    <svg
      class={`icon ${name}`}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={shapes[name]} />
    </svg>
  );
}
