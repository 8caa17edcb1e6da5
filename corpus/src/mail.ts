/** A mail as its authors would send it. */
export interface Mail {
  readonly name: string;
  readonly html: string;
}

/** A package that contains mails or sources of mails. */
export interface Source {
  readonly name: string;
  /** SPDX identifier of the licence under which the package gives them away; they are read where it is installed. */
  readonly licence: string;
  readonly what: string;
  mails(): Promise<readonly Mail[]>;
}
