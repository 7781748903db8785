// Takes the place of VS Code's native logger `@vscode/spdlog`, which npm delivers as C++ source
// only: without it VS Code keeps its logs in memory and "Show Log" opens an empty file. Same
// interface, one synchronous append for each line; install.mjs copies it into the server.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];

class Logger {
	constructor(_type, _name, file) {
		this.file = file;
		this.level = 0;
		this.isBare = false;
	}
	getLevel() {
		return this.level;
	}
	setLevel(level) {
		this.level = level;
	}
	/** VS Code asks for one pattern only: `%Y-%m-%d %H:%M:%S.%e [%l] %v`. */
	setPattern() {
		this.isBare = false;
	}
	clearFormatters() {
		this.isBare = true;
	}
	flush() {}
	drop() {}
	append(level, message) {
		if (level < this.level) {
			return;
		}
		const time = new Date().toISOString().replace('T', ' ').slice(0, 23);
		const line = this.isBare ? message : `${time} [${levels[level]}] ${message}\n`;
		try {
			fs.appendFileSync(this.file, line);
		} catch {
			// The folder is gone: the window is closing and its temporary files were removed.
		}
	}
}
for (const [level, name] of ['trace', 'debug', 'info', 'warn', 'error', 'critical'].entries()) {
	Logger.prototype[name] = function (message) {
		this.append(level, message);
	};
}

async function createLogger(name, file) {
	fs.mkdirSync(path.dirname(file), { recursive: true });
	return new Logger('rotating', name, file);
}

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
