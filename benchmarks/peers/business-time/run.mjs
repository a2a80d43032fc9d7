// Adds business time with moment-business-time and dayjs-business-time, and prints one line of JSON per library and length.
// Usage: node run.mjs cases.json
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const LONG_DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const LIBRARIES = { 'moment-business-time': 'moment', 'dayjs-business-time': 'dayjs' };
const NS_PER_SECOND = 1_000_000_000;
const WARM_UP_NS = 0.3 * NS_PER_SECOND; // and one call at least
const GROUP_NS = NS_PER_SECOND; // and MIN_CALLS_PER_CASE
const MIN_CALLS_PER_CASE = 3;
const BUDGET_NS = 50 * NS_PER_SECOND; // a library starts no call that would end after this
const CAP_MS = 60_000; // a library that still runs is ended

// Both libraries loop for ever on hours that they cannot use, so such a week is refused here.
function check({ zone, week, holidays, cases }) {
  if (zone !== 'UTC') {
    throw new RangeError(`The zone must be UTC, not ${zone}.`);
  }
  for (const [day, shifts] of Object.entries(week)) {
    let last = '';
    if (!DAYS.includes(day)) {
      throw new RangeError(`${day} is not one of ${DAYS.join(', ')}.`);
    }
    for (const shift of shifts) {
      const [, from, to] = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(shift) ?? [];
      if (!from || from >= to || from < last) {
        throw new RangeError(`${day} ${shift}: shifts are HH:mm-HH:mm, within a day, in order and not overlapping.`);
      }
      last = to;
    }
  }
  if (!Object.values(week).some((shifts) => shifts.length > 0)) {
    throw new RangeError('The week has no shift.');
  }
  if (!Array.isArray(holidays) || holidays.some((day) => !/^\d{4}-\d\d-\d\d$/.test(day))) {
    throw new RangeError('The holidays must be dates as yyyy-MM-dd.');
  }
  for (const { start, minutes } of cases) {
    if (Number.isNaN(Date.parse(start)) || !start.endsWith('Z') || !Number.isSafeInteger(minutes) || minutes < 1) {
      throw new RangeError(`${start} + ${minutes}: a case is an instant in UTC and a whole number of minutes above 0.`);
    }
  }
}

// Each gives prepare, which is not timed and makes the library's own date, and add, which is timed.
const adapters = {
  async 'moment-business-time'({ week, holidays }) {
    const { default: moment } = await import('moment-business-time');
    const workinghours = Object.fromEntries(
      DAYS.map((day, index) => [index, week[day]?.length ? week[day].flatMap((shift) => shift.split('-')) : null]));
    moment.updateLocale(moment.locale(), { workinghours, holidays });
    return {
      prepare: (start) => moment.utc(start),
      add: (date, minutes) => date.clone().addWorkingTime(minutes, 'minutes'), // changes the date that it is called on
    };
  },
  async 'dayjs-business-time'({ week, holidays }) {
    const { default: dayjs } = await import('dayjs');
    const { default: businessTime } = await import('dayjs-business-time');
    dayjs.extend(businessTime);
    dayjs.setHolidays(holidays);
    dayjs.setBusinessTime(Object.fromEntries(DAYS.map((day, index) => [
      LONG_DAYS[index],
      week[day]?.length ? week[day].map((shift) => {
        const [start, end] = shift.split('-');
        return { start: `${start}:00`, end: `${end}:00` }; // without the seconds it throws
      }) : null])));
    // The process's own zone is UTC: a little faster here than the plugin "utc".
    return { prepare: (start) => dayjs(start), add: (date, minutes) => date.addBusinessMinutes(minutes) };
  },
};

const now = () => Number(process.hrtime.bigint());
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

// Calls each case in turn. A call that might not end before the deadline, by the slowest so far, is not started.
function measure({ prepare, add }, minutes, starts, deadline) {
  const dates = starts.map(prepare);
  const answers = starts.map(() => null);
  const times = starts.map(() => []);
  let slowest = 0;
  const call = (index) => {
    const from = now();
    const result = add(dates[index], minutes);
    const took = now() - from;
    slowest = Math.max(slowest, took);
    answers[index] ??= result.toISOString().replace('.000Z', 'Z');
    return took;
  };
  const mayCall = () => now() + slowest < deadline;

  const warm = now();
  for (let index = 0; index === 0 || (now() - warm < WARM_UP_NS && mayCall()); index++) {
    call(index % starts.length);
  }
  const begin = now();
  for (let round = 0; round < MIN_CALLS_PER_CASE || now() - begin < GROUP_NS; round++) {
    for (let index = 0; index < starts.length; index++) {
      if (!mayCall()) {
        return summary(answers, times);
      }
      times[index].push(call(index));
    }
  }
  return summary(answers, times);
}

function summary(answers, times) {
  const timed = times.filter((calls) => calls.length > 0).map((calls) => calls.sort((a, b) => a - b));
  const calls = timed.reduce((sum, each) => sum + each.length, 0);
  return {
    calls,
    nanosecondsPerCall: calls ? mean(timed.map((each) => each[0])) : null,
    medianNanosecondsPerCall: calls ? mean(timed.map((each) => each[each.length >> 1])) : null,
    answers,
  };
}

async function work() {
  const deadline = now() + BUDGET_NS;
  const { library, input, lengths } = workerData;
  if (new Date(2026, 6, 1).getTimezoneOffset() !== 0) {
    throw new Error('The process is not in UTC.');
  }
  const adapter = await adapters[library](input);
  for (const minutes of lengths) {
    const starts = input.cases.filter((each) => each.minutes === minutes).map((each) => each.start);
    parentPort.postMessage({ minutes, ...measure(adapter, minutes, starts, deadline) });
  }
}

// Runs a library in a thread of its own, which can be ended when the library never returns.
function run(library, input, lengths) {
  const require = createRequire(import.meta.url);
  const base = LIBRARIES[library];
  const version = (name) => require(`${name}/package.json`).version;
  const head = { library, version: version(library), base: `${base} ${version(base)}`, node: process.versions.node };
  const open = new Set(lengths);
  return new Promise((resolve) => {
    let error = null;
    const worker = new Worker(new URL(import.meta.url), { workerData: { library, input, lengths } });
    const timer = setTimeout(() => {
      error = `It had not returned after ${CAP_MS / 1000} s.`;
      worker.terminate();
    }, CAP_MS);
    worker.on('message', (line) => {
      open.delete(line.minutes);
      console.log(JSON.stringify({ ...head, ...line }));
    });
    worker.on('error', (thrown) => {
      error = String(thrown);
    });
    worker.on('exit', () => {
      clearTimeout(timer);
      for (const minutes of open) {
        const answers = input.cases.filter((each) => each.minutes === minutes).map(() => null);
        console.log(JSON.stringify({
          ...head, minutes, calls: 0, nanosecondsPerCall: null, medianNanosecondsPerCall: null, answers, error,
        }));
      }
      resolve();
    });
  });
}

if (isMainThread) {
  process.env.TZ = 'UTC'; // the threads read it as they start
  const input = JSON.parse(readFileSync(process.argv[2] ?? 'cases.json', 'utf8'));
  check(input);
  const lengths = [...new Set(input.cases.map((each) => each.minutes))].sort((a, b) => a - b);
  for (const library of Object.keys(LIBRARIES)) {
    await run(library, input, lengths);
  }
} else {
  await work();
}
