/** What a letter about a privacy request tells. */
export type RightsLetter =
  /** What was asked, until when it is answered, how we make sure; the address is to be confirmed. */
  | 'received'
  /** To the person: somebody asks in your name. Yes or no? */
  | 'in-your-name'
  /** To whoever asks for somebody: the person is asked first. */
  | 'asked-for-another'
  /** To whoever asks for somebody: the person has let them. */
  | 'let'
  /** Somebody here wrote, or asks for something. */
  | 'message'
  | 'identity'
  | 'clarification'
  | 'extended'
  | 'decided'
  /** A copy of the data is ready to be fetched, by the link in the letter. */
  | 'copy'
  /** The use of the data will not be restricted any more; told before (Article 18(3) GDPR). */
  | 'lifting'
  | 'forwarded'
  /** To the customer who decides about the data. */
  | 'handed-over'
  | 'expired';
