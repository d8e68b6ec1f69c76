import { config } from 'zod';

// The page may not make code out of text (Content-Security-Policy: trusted types), which zod would do to be faster.
config({ jitless: true });
