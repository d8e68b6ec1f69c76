export const WORDS = {
  title: 'AWS set-up',
  description: 'Looks at what is there before it creates anything. Nothing is deleted. You can stop at any time.',
  plan: 'Look at AWS now',
  profile: 'Profile',
  chooseProfile: 'Choose a profile of this computer',
  noProfile: 'Choose the AWS profile that reaches this payer account.',
  signIn: 'Sign in',
  tryAgain: 'Try again',
  byHand: 'Do it by hand',
  link: "Give the vendor's link",
  policy: 'Policy for the administrator',
  runs: 'Runs',
} as const;
