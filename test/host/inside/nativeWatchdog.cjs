// Takes the place of VS Code's `native-watchdog`, which npm delivers as C++ source only: it ends
// an extension host whose server is gone, also when nobody could tell it to stop.
'use strict';
const process = require('node:process');
const { setInterval } = require('node:timers');

exports.start = (pid) => {
	setInterval(() => {
		try {
			process.kill(pid, 0);
		} catch {
			process.exit(87);
		}
	}, 1_000).unref();
};
