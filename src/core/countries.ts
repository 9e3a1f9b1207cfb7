// ISO 3166-1 alpha-2, officially assigned codes (ISO Online Browsing Platform), and XK, which the
// standard leaves to its users and the EU uses for Kosovo.
const assigned =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ ' +
  'CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR ' +
  'GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP ' +
  'KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT ' +
  'MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW ' +
  'SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG ' +
  'UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW';

const codes: ReadonlySet<string> = new Set(assigned.split(' '));

/** Whether `code` is a country code; `UK` and `EU` are not (they are reserved, not assigned). */
export function isCountryCode(code: string): boolean {
  return codes.has(code);
}

/** The country's name in a language (BCP 47), the code itself where the platform knows no name. */
export function countryName(code: string, language = 'en'): string {
  return new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(code) ?? code;
}

/** Every code, for forms and look-ups by name. */
export function allCountryCodes(): readonly string[] {
  return [...codes];
}

const eea = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO'.split(
    ' ',
  ),
);

/** Member of the European Economic Area: no transfer in the sense of chapter V GDPR. */
export function isInEea(code: string): boolean {
  return eea.has(code);
}
