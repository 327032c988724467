// The words of the outcome form, and the labels of its enumerations.

const contactTypes = {
  victim: "It happened to them",
  witness: "Saw or heard it",
  third_party_individual: "Calling for someone else",
  professional: "Professional",
  reporting_centre: "Reporting centre",
  repeat_follow_up: "Coming back about an earlier contact",
  information_only: "Wants information only",
  silent: "Silent",
  snap_hangup: "Hung up at once",
  wrong_number: "Wrong number",
  abusive: "Abusive",
  hoax_or_test: "Hoax or test",
  media_or_press: "Media or press",
  suspected_perpetrator: "Suspected perpetrator",
};

const contactTypeSentences = {
  ...contactTypes,
  victim: "victim",
  witness: "witness",
  third_party_individual: "on behalf of someone else",
  professional: "a professional",
  reporting_centre: "from a reporting centre",
  repeat_follow_up: "about an earlier contact",
  information_only: "information only",
  silent: "silent contact",
};

const strands = {
  race: "Race",
  religion_or_belief: "Religion or belief",
  sexual_orientation: "Sexual orientation",
  disability: "Disability",
  transgender_identity: "Transgender identity",
  alternative_subculture: "Alternative subculture",
  sex_or_gender_misogyny: "Sex or gender, misogyny",
  age: "Age",
  variations_sex_characteristics: "Variations in sex characteristics",
  other: "Other",
  unknown: "Not known",
};

const incidentTypes = {
  verbal_abuse: "Verbal abuse",
  threat: "Threat",
  harassment: "Harassment",
  bullying: "Bullying",
  physical_assault: "Physical assault",
  sexual_violence: "Sexual violence",
  property_damage: "Damage to property",
  arson: "Arson",
  graffiti: "Graffiti",
  hate_mail: "Hate mail",
  online_abuse: "Online abuse",
  hoax_calls: "Hoax calls",
  offensive_display: "Offensive display",
  exclusion_or_refused_service: "Excluded or refused service",
  dumping_rubbish: "Rubbish dumped",
  malicious_complaint: "Malicious complaint",
  other: "Other",
};

const recipients = { police: "Police", council: "Council", support: "Support service", csp: "Community safety", regulator: "Regulator" };

const shareLevels: Record<string, string> = { full: "With name", anonymised: "Without name", statistics_only: "Number only", none: "Not at all" };

const risks = { none_known: "None known", concern: "Some concern", high: "High", imminent: "In danger now" };

const outcomes = {
  advice_only: "Listened and advised",
  signposted: "Told where to turn",
  referred_accepted: "Referred, and they agreed",
  referred_declined: "Referral offered, they declined",
  reported_to_police_named: "Reported to police with name",
  reported_anon: "Reported without name",
  no_action_wanted: "They want no action",
  ongoing_support: "Support goes on",
  unable_to_help: "We could not help",
  ended_abusive: "Ended because of abuse",
  disconnected: "Cut off",
};

const outcomeSentences = {
  ...outcomes,
  referred_accepted: "Referred",
  referred_declined: "Referral declined",
  no_action_wanted: "No action wanted",
};

export const outcome = {
  heading: "What came of it",
  contactType: "Contact type",
  contactTypeChoose: "Who are they?",
  strands: "What was targeted",
  incidentTypes: "What happened",
  filter: "Filter",
  filterOf: (list: string) => `Filter: ${list}`,
  sharing: "May we share it?",
  sharingHint: "Only what they agreed to.",
  risk: "Risk",
  riskChoose: "How safe are they?",
  outcome: "Outcome",
  outcomeChoose: "What was done?",
  notes: "Notes",
  notesHint: "As you would tell the next colleague.",
  contactTypes,
  contactTypeSentences,
  riskSentences: { concern: "Some concern for their safety", high: "High risk", imminent: "In danger now" },
  recipients,
  shareLevels,
  shareSentence: (recipient: string, level: string) =>
    level === "full" ? `${recipient} may know who they are` : level === "anonymised" ? `${recipient} may know, without a name` : `${recipient} may count it`,
  risks,
  outcomes,
  outcomeSentences,
  strandWords: strands,
  incidentWords: incidentTypes,
  summary: "What this will leave",
  summaryEmpty: "The sentence this leaves builds here as you fill it in.",
  log: "Log outcome",
  logging: "Logging…",
  logHintOpen: "You can log it once the contact has ended.",
  saving: "Saving…",
  saved: (time: string) => `Saved ${time} ago`,
  savedNow: "Saved",
  notSavedYet: "Not saved on the server yet. It is kept here and tried again.",
  merged: "Your other window had written too. Both are kept; look it over.",
  carried: "A colleague had begun this before the line broke. You need not ask again.",
  loggedNow: "Outcome logged.",
  loggedAlready: "This outcome is logged. It can no longer be changed here.",
  notYours: "This contact is no longer yours, so its outcome is not yours to log.",
  missingHeading: "Still missing before it can be logged:",
  missingField: "Needed before it can be logged",
  missing: { contactType: "Contact type", risk: "Risk", outcome: "Outcome", strands: "What was targeted", incidentTypes: "What happened", sharing: "May we share it?", notes: "Notes" } as Record<string, string>,
  loading: "Opening the form…",
} as const;
