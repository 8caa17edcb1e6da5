-- The requests of wrk.ts, and what was seen of them in lines that a program can read.
local requests = {}
local next = 0

function init(args)
  local file = assert(io.open(args[1]))
  local host = file:read()
  for path in file:lines() do
    requests[#requests + 1] = wrk.format('GET', path, {
      ['Host'] = host,
      ['User-Agent'] = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
      ['Accept'] = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
      ['Accept-Language'] = 'en-US,en;q=0.5',
      ['Accept-Encoding'] = 'gzip, deflate, br, zstd',
      ['Upgrade-Insecure-Requests'] = '1',
    })
  end
end

function request()
  next = next % #requests + 1
  return requests[next]
end

function done(summary, latency)
  local errors = summary.errors
  local wrong = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format('answers %d\nseconds %f\nmedian %f\np99 %f\nwrong %d\n', summary.requests,
    summary.duration / 1000000, latency:percentile(50) / 1000, latency:percentile(99) / 1000, wrong))
end
