import type { DiagnosisSentences } from '../types.ts';
import { diagnosesOfWaitingEn } from './diagnoses-of-waiting.ts';

/** `{host}` the domain, `{name}` in `{zone}` where its record belongs, `{target}` what it must say, `{found}` what was seen. */
export const diagnosesEn: DiagnosisSentences = {
  ok: {
    title: 'Verified',
    explanation: '{host} points to its CNAME target.',
    advice: 'Nothing to do. Keep the record as long as mail with links on {host} is read.',
  },
  ok_chain: {
    title: 'Verified, through other names',
    explanation: '{host} leads to its CNAME target by way of other names: {found}.',
    advice: 'Nothing to do. Keep all of these records as long as mail with links on {host} is read.',
  },
  loopback_only: {
    title: 'Works on this machine only',
    explanation: '{host} is a name for trying Waymark out: it needs no DNS record and leads nowhere on other machines.',
    advice: 'Before you send mail to anybody else, add a domain of your own, such as click.brand.com.',
  },
  chain_long: {
    title: 'Verified, but by a long way',
    explanation:
      '{host} takes {hops} CNAME records to reach its target: {found}. Some resolvers give up on such a chain.',
    advice: 'In the DNS settings of {zone}, let the CNAME record {name} point straight to {target}.',
  },
  wildcard: {
    title: 'Verified, but only by a wildcard record',
    explanation:
      '{host} has no record of its own: a wildcard record of {zone} answers for it, and for every other name.',
    advice:
      'In the DNS settings of {zone}, create a CNAME record with the name {name} and the target {target}, so that a change of the wildcard breaks no links.',
  },
  address_instead_of_cname: {
    title: 'Verified, but by address',
    explanation:
      '{host} has our addresses ({found}) in place of the CNAME record. Its links break when our addresses change.',
    advice:
      'In the DNS settings of {zone}, replace the address records of {name} by a CNAME record with the target {target}.',
  },
  flattened: {
    title: 'Verified, but the CNAME record is not visible',
    explanation:
      'Requests to {host} reach us, but DNS shows addresses ({found}) in place of the CNAME record. Some DNS providers call this flattening or ALIAS.',
    advice:
      'If the settings of {zone} allow it, switch that off for {name} and keep a plain CNAME record with the target {target}.',
  },
  'flattened:unproven': {
    title: 'Verified, but not every address could be tried',
    explanation:
      'Requests to {host} reach us, but DNS shows addresses ({found}) in place of the CNAME record. This server has no way to {unproven}, so nobody knows whether those lead here too.',
    advice:
      'If the settings of {zone} allow it, keep a plain CNAME record with the name {name} and the target {target} instead of addresses.',
  },
  proxied: {
    title: 'Verified, but behind a proxy',
    explanation:
      'Requests to {host} reach us through {via}. Its certificate is then made and renewed there, and we see its addresses in place of those of your readers.',
    advice:
      'In the DNS settings of {zone}, switch the proxy of the record {name} off (“DNS only”), with the target {target}.',
  },
  cname_and_other_data: {
    title: 'Verified, but beside other records',
    explanation:
      '{host} has records of other types ({others}) beside its CNAME record. DNS does not allow that, and some resolvers will not find the CNAME.',
    advice:
      'In the DNS settings of {zone}, delete the records of the types {others} at {name}; keep the CNAME record with the target {target}.',
  },
  caa_forbids: {
    title: 'A CAA record forbids the certificate',
    explanation:
      '{caaName} has CAA records that let only other authorities or accounts make certificates[[ ({found})]]. No certificate can be made for {host}, or renewed.',
    advice:
      'In the DNS settings of {zone}, add a CAA record at {caaName}: 0 issue "{ca}". Keep the ones that are there.',
  },
  caa_unanswered: {
    title: 'The CAA records cannot be looked up',
    explanation:
      'The look-up of CAA records at {caaName} fails ({failure}). Authorities take that as a refusal, so no certificate can be made for {host}, or renewed.',
    advice: 'Show this to whoever runs the DNS of {caaName}: its servers have to answer for the record type CAA too.',
  },
  caa_operator: {
    title: 'A CAA record of the operator forbids the certificate',
    explanation:
      '{caaName} belongs to the operator of Waymark and has CAA records that let only other authorities make certificates[[ ({found})]]. No certificate can be made for {host}, or renewed.',
    advice: 'This is not yours to fix: the operator of Waymark has to add a CAA record at {caaName}: 0 issue "{ca}".',
  },
  missing: {
    title: 'CNAME record not found',
    explanation: 'DNS has no CNAME record for {host} yet.',
    advice:
      'In the DNS settings of {zone}, create a CNAME record with the name {name} and the target {target}. If it is there already, wait: a change can take up to 24 hours to be seen.',
  },
  'missing:others': {
    title: 'CNAME record not found',
    explanation: 'DNS has no CNAME record for {host} yet, only records of other types: {others}.',
    advice:
      'In the DNS settings of {zone}, delete the {others} records with the name {name}, then create a CNAME record with that name and the target {target}. A change can take up to 24 hours to be seen.',
  },
  domain_missing: {
    title: 'Domain does not exist',
    explanation: 'Nobody has registered {zone}, or its registration has run out, so {host} cannot exist.',
    advice: 'Check the spelling of {host}. If it is right, ask whoever registered {zone} whether it was paid for.',
  },
  wrong_target: {
    title: 'CNAME record points elsewhere',
    explanation: 'The CNAME record of {host} points to {found}, not to {target}.',
    advice: 'In the DNS settings of {zone}, change the target of the CNAME record {name} to {target}.',
  },
  'wrong_target:typo': {
    title: 'Typing error in the CNAME record',
    explanation: 'The CNAME record of {host} points to {found}. That is nearly right: it has to be {target}.',
    advice:
      'In the DNS settings of {zone}, copy the target {target} into the CNAME record {name} instead of typing it.',
  },
  'wrong_target:website': {
    title: 'A website has this name',
    explanation: 'The CNAME record of {host} points to {found}, and {host} seems to be the address of a website.',
    advice:
      'Do not change that record: the website would be gone. Choose another name for your links, such as click.{zone}, and add that one here.',
  },
  wrong_target_wildcard: {
    title: 'A wildcard record leads elsewhere',
    explanation: '{host} has no record of its own. A wildcard record of {zone} catches it and leads to {found}.',
    advice:
      'In the DNS settings of {zone}, create a CNAME record with the name {name} and the target {target}. The wildcard can stay.',
  },
  shared_target: {
    title: 'CNAME record lacks the exact target',
    explanation:
      'The CNAME record of {host} points to {found}. That is our zone, but not the target made for this domain.',
    advice:
      'In the DNS settings of {zone}, change the target of the CNAME record {name} to exactly {target}. It is unique, so that nobody else can claim {host}.',
  },
  other_tenant: {
    title: 'CNAME record has the target of another domain',
    explanation:
      'The CNAME record of {host} points to {found}. Each domain has a target of its own, and this is not the one of {host}.',
    advice:
      'In the DNS settings of {zone}, change the target of the CNAME record {name} to {target}. If {host} was added twice, in two accounts, decide which one keeps it.',
  },
  doubled_zone: {
    title: 'The zone was appended to the name',
    explanation:
      'The record was created at {found} in place of {host}: the DNS panel adds the zone to the name by itself.',
    advice:
      'In the DNS settings of {zone}, enter only {name} as the name of the CNAME record, with the target {target}, and delete the other one.',
  },
  doubled_target: {
    title: 'The zone was appended to the target',
    explanation:
      'The CNAME record of {host} points to {found}: the DNS panel has added your own domain to the end of the target.',
    advice:
      'In the DNS settings of {zone}, enter the target of the CNAME record {name} as “{target}.”, with the dot at its end.',
  },
  target_not_a_name: {
    title: 'The target is not a host name',
    explanation: 'The CNAME record of {host} contains “{found}”. A CNAME record can only point to a name.',
    advice:
      'In the DNS settings of {zone}, set the CNAME record {name} to {target}, without https://, path, port or IP address.',
  },
  address_elsewhere: {
    title: 'Address records lead elsewhere',
    explanation: '{host} has records of the type {type} with addresses that are not ours: {found}.',
    advice:
      'In the DNS settings of {zone}, delete the {type} records of {name} and create a CNAME record with the target {target}.',
  },
  'address_elsewhere:website': {
    title: 'A website has this name',
    explanation:
      '{host} has records of the type {type} that lead to {found}, and seems to be the address of a website.',
    advice:
      'Do not delete those records: the website would be gone. Choose another name for your links, such as click.{zone}, and add that one here.',
  },
  apex: {
    title: 'Top of a zone',
    explanation: '{host} is the top of its zone, where DNS allows no CNAME record.',
    advice: 'Use a name below it, such as click.{host}, and add that one here.',
  },
  conflict_mx: {
    title: 'Other records stand in the way',
    explanation: '{host} has records of the types {others}, and DNS allows no CNAME record beside them.',
    advice:
      'If {name} receives no mail, delete its {others} records in the DNS settings of {zone} and create a CNAME record with the target {target}. Otherwise use another name.',
  },
  multiple_cname: {
    title: 'More than one CNAME record',
    explanation:
      '{host} has several CNAME records: {found}. Only one is allowed, and which one is used is a matter of luck.',
    advice: 'In the DNS settings of {zone}, delete every CNAME record {name} except the one with the target {target}.',
  },
  loop: {
    title: 'CNAME records go round in a circle',
    explanation: 'The CNAME records of {host} lead back to where they came from: {found}.',
    advice: 'In the DNS settings of {zone}, change the target of the CNAME record {name} to {target}.',
  },
  delegated: {
    title: 'The name is handed to another zone',
    explanation:
      'NS records of {zone} hand {host} to a zone of its own[[ on {server}]]. A CNAME record in {zone} has no effect then, and at the top of that other zone DNS allows none.',
    advice:
      'In the DNS settings of {zone}, delete the NS records of {name} and create a CNAME record with the target {target}, or use a name below {host} and create its record in that other zone.',
  },
  dnssec_bogus: {
    title: 'DNSSEC of the zone is broken',
    explanation:
      'The signatures of {zone} do not hold, so most resolvers refuse to answer for {host}, whatever its records say.',
    advice:
      'Ask whoever runs the DNS of {zone} to repair DNSSEC: often the DS record at the registrar belongs to a former DNS provider.',
  },
  https_unreachable: {
    title: 'HTTPS does not answer',
    explanation: 'DNS is right, but {address}, where {host} leads, refused the connection.',
    advice: 'We try again by ourselves. If it lasts, the operator of Waymark has to see whether HTTPS is served there.',
  },
  'https_unreachable:timeout': {
    title: 'HTTPS does not answer in time',
    explanation: 'DNS is right, but {address}, where {host} leads, did not answer in time.',
    advice:
      'We try again by ourselves. If it lasts, the operator of Waymark has to see whether a firewall stands in between.',
  },
  'https_unreachable:private': {
    title: 'The address is not a public one',
    explanation: 'DNS is right, but {host} leads to {address}, which nobody on the Internet can reach.',
    advice:
      'The operator of Waymark has to give its CNAME zone public addresses, or name private ones in WAYMARK_PRIVATE_ADDRESSES.',
  },
  'https_unreachable:broken': {
    title: 'The connection breaks off',
    explanation: 'DNS is right, but the connection to {address}, where {host} leads, broke off.',
    advice:
      'We try again by ourselves. If it lasts, the operator of Waymark has to look at the server that answers there.',
  },
  'https_unreachable:no_route': {
    title: 'No way to the address',
    explanation:
      'DNS is right, but this server has no way to {address}, where {host} leads, so nobody knows what answers there.',
    advice:
      'We try again by ourselves. The operator of Waymark has to give this server a way there: for IPv6 addresses, IPv6.',
  },
  https_certificate: {
    title: 'No secure connection',
    explanation:
      'DNS is right, but no secure connection to {host} could be made[[ ({found})]]. Browsers would warn your readers.',
    advice:
      'We try again by ourselves: a first certificate can take some minutes. If it lasts, ask the operator of Waymark.',
  },
  'https_certificate:expired': {
    title: 'The certificate has run out',
    explanation:
      'DNS is right, but the certificate of {host} is not valid now ({found}). Browsers would warn your readers.',
    advice:
      'We try again by ourselves. If it lasts, the operator of Waymark has to see why certificates are not renewed.',
  },
  'https_certificate:wrong_name': {
    title: 'The certificate is for another name',
    explanation:
      'DNS is right, but the server shows a certificate for {found} and not for {host}. Browsers would warn your readers.',
    advice:
      'We try again by ourselves: a first certificate can take some minutes. If it lasts, ask the operator of Waymark.',
  },
  'https_certificate:untrusted': {
    title: 'The certificate is not trusted',
    explanation: 'DNS is right, but the certificate of {host} comes from nobody that browsers trust[[ ({found})]].',
    advice: 'The operator of Waymark has to use a certificate authority that browsers trust.',
  },
  https_other_server: {
    title: 'Another server answers',
    explanation: 'DNS is right, but the server that answers for {host} is not ours (status {status}[[, {server}]]).',
    advice:
      'This is not yours to fix: the operator of Waymark has to see which server answers there, and that it passes requests on with their Host header unchanged. We try again by ourselves.',
  },
  ...diagnosesOfWaitingEn,
};
