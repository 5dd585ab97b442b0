'use strict';

// Azurite with this process's arguments. It ends with its standard input, so it does not outlive a test run that was killed.
process.stdin.on('end', () => process.exit(0));
process.stdin.resume();

require('azurite/dist/src/azurite');
