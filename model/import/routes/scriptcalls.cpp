#include "model/import/routes/calltables.h"

namespace drawbridge::routes {

namespace calls {

// Library functions of Node.js.
constexpr CallRow ScriptCalls[] = {
    // Code
    {u"eval Function vm.runInContext vm.runInNewContext vm.runInThisContext vm.Script "
     u"vm2.VM().run safe-eval require import mathjs.eval",
     {Sink, Sink::Code, 0, nullptr}},
    {u"setTimeout setInterval setImmediate",
     {SinkIf, Sink::Code, 0, nullptr, Condition::TextArgument}},
    // Shell
    {u"child_process.exec child_process.execSync shelljs.exec execa.command "
     u"execa.commandSync node-cmd.run node-cmd.runSync ssh2.Client().exec",
     {Sink, Sink::Shell, 0, nullptr}},
    {u"child_process.spawn child_process.spawnSync child_process.execFile "
     u"child_process.execFileSync execa execa.execa cross-spawn",
     {SinkIf, Sink::Shell, 0, nullptr, Condition::Process}},
    // Queries
    {u"*.query *.execute *.raw *.$queryRawUnsafe *.$executeRawUnsafe *.all *.run *.each "
     u"*.prepare *.whereRaw *.selectRaw *.orderByRaw *.havingRaw",
     {SinkIf, Sink::Sql, 0, nullptr, Condition::Query}},
    // Templates
    {u"ejs.render ejs.compile pug.render pug.compile handlebars.compile Handlebars.compile "
     u"nunjucks.renderString nunjucks.Environment().renderString lodash.template _.template "
     u"doT.template dot.template hogan.js.compile",
     {Sink, Sink::Template, 0, nullptr}},
    // Objects
    {u"node-serialize.unserialize serialize-to-js.deserialize cryo.parse "
     u"funcster.deepDeserialize v8.deserialize",
     {Sink, Sink::Deserialization, 0, nullptr}},
    // Files
    {u"fs.readFile fs.readFileSync fs.writeFile fs.writeFileSync fs.appendFile "
     u"fs.appendFileSync fs.createReadStream fs.createWriteStream fs.unlink fs.unlinkSync "
     u"fs.rm fs.rmSync fs.rmdir fs.readdir fs.readdirSync fs.mkdir fs.mkdirSync fs.rename "
     u"fs.copyFile fs.stat fs.statSync fs.open fs.openSync fs.promises.readFile "
     u"fs.promises.writeFile fs.promises.unlink fs.promises.readdir fs.promises.rm "
     u"fs.promises.mkdir fs.promises.stat fs/promises.readFile fs/promises.writeFile "
     u"fs/promises.unlink fs/promises.readdir fs/promises.rm fs/promises.mkdir "
     u"fs/promises.stat fs/promises.open fs-extra.readFile fs-extra.readFileSync "
     u"fs-extra.remove fs-extra.outputFile upload.mv express.response.download",
     {Sink, Sink::File, 0, nullptr}},
    {u"express.response.sendFile express.response.sendfile",
     {SinkIf, Sink::File, 0, nullptr, Condition::OutsideRoot}},
    // Addresses
    {u"fetch axios axios.get axios.post axios.put axios.patch axios.delete axios.head "
     u"axios.request axios.create().get axios.create().post node-fetch node-fetch.default got "
     u"got.get got.post request request.get request.post request.put superagent.get "
     u"superagent.post needle needle.get http.get http.request https.get https.request "
     u"undici.fetch undici.request ky ky.get ky.post net.connect net.createConnection",
     {Sink, Sink::Url, 0, nullptr}},
    {u"express.response.redirect", {Sink, Sink::Redirect, -2, nullptr}},
    {u"express.response.location", {Sink, Sink::Redirect, 0, nullptr}},
    // Pages
    {u"express.response.send express.response.write express.response.end",
     {SinkIf, Sink::Html, 0, nullptr, Condition::Markup}},
    // Checks by conversion
    {u"Number parseInt parseFloat BigInt Boolean Number.parseInt Number.parseFloat "
     u"mongoose.Types.ObjectId mongodb.ObjectId Date dayjs moment luxon.DateTime.fromISO",
     {Converts, Sink::None, 0, nullptr, Condition::None, Grade::Type}},
    {u"zod.** joi.** @hapi/joi.** yup.** valibot.** *.parseAsync *.safeParse "
     u"*.safeParseAsync *.validateSync *.validateAsync *.validate",
     {ConvertsOrThrows, Sink::None, 0, nullptr, Condition::None, Grade::Pattern}},
    {u"JSON.parse url.parse URL URLSearchParams Buffer.from querystring.parse js-yaml.load "
     u"qs.parse xml2js.parseString cheerio.load",
     {Parses, Sink::None, 0, nullptr}},
    {u"*.test", {Checks, Sink::None, 0, nullptr, Condition::None, Grade::Pattern}},
    {u"*.match", {Checks, Sink::None, -1, nullptr, Condition::None, Grade::Pattern}},
    {u"net.isIP net.isIPv4 net.isIPv6 Number.isInteger Number.isFinite "
     u"Number.isSafeInteger mongoose.isValidObjectId mongoose.Types.ObjectId.isValid "
     u"mongodb.ObjectId.isValid uuid.validate",
     {Checks, Sink::None, 0, nullptr, Condition::None, Grade::Type}},
    {u"validator.isEmail validator.isURL validator.isIP validator.isUUID validator.isInt "
     u"validator.isAlpha validator.isAlphanumeric validator.isNumeric validator.isMongoId "
     u"validator.isFQDN validator.isHexadecimal validator.isSlug validator.matches "
     u"validator.isIn validator.isDate validator.isPort",
     {Checks, Sink::None, 0, nullptr, Condition::None, Grade::Pattern}},
    // What takes the danger out
    {u"shell-quote.quote shell-escape shescape.quote", {Cleans, Sink::Shell, 0, nullptr}},
    {u"escape-html he.encode he.escape validator.escape lodash.escape _.escape xss "
     u"sanitize-html DOMPurify.sanitize dompurify.sanitize",
     {Cleans, Sink::Html, 0, nullptr}},
    {u"path.basename sanitize-filename", {Cleans, Sink::File, 0, nullptr}},
    {u"encodeURIComponent querystring.escape querystring.stringify",
     {Cleans, Sink::Url, 0, nullptr}},
    {u"mysql.escape mysql2.escape sqlstring.escape pg-format *.escapeLiteral "
     u"*.escapeIdentifier *.escape *.escapeId",
     {Cleans, Sink::Sql, 0, nullptr}},
    {u"process.exit", {Leaves, Sink::None, 0, nullptr}},
    // Who calls
    {u"express.request.isAuthenticated express.request.isUnauthenticated",
     {ReadsSession, Sink::None, 0, nullptr}},
    {u"jsonwebtoken.verify jsonwebtoken.decode jose.jwtVerify *.verifyIdToken "
     u"*.verifyAccessToken",
     {ReadsToken, Sink::None, 0, nullptr}},
    // Data that is handed on as such
    {u"*.save *.create *.insertOne *.insertMany *.updateOne *.updateMany *.deleteOne "
     u"*.deleteMany *.findByIdAndUpdate *.findByIdAndDelete *.findOneAndUpdate "
     u"*.findOneAndDelete *.destroy *.upsert *.insert *.bulkCreate *.publish *.sendMail "
     u"*.lpush *.rpush *.hset *.setex *.emit *.delete *.update *.sendToQueue *.write",
     {Writes, Sink::None, 0, nullptr}},
    {u"console.** JSON.** Math.** Object.** Array.** String Promise.** Date.** Intl.** "
     u"crypto.** path.** util.** os.** url.** querystring.** bcrypt.** bcryptjs.** argon2.** "
     u"jsonwebtoken.** winston.** pino.** morgan.** debug.** dayjs.** moment.** uuid.** "
     u"nanoid.** lodash.** _.** http-errors.** createError Error TypeError RangeError Set Map "
     u"RegExp Symbol express.response.** express.request.** redis.** ioredis.** perf_hooks.** "
     u"events.** assert.** Reflect.** Number.** isNaN isFinite decodeURIComponent decodeURI "
     u"encodeURI structuredClone setImmediate clearTimeout clearInterval queueMicrotask "
     u"process.** express-validator.** http-status-codes.** pg.** mysql.** mysql2.** "
     u"sqlite3.** better-sqlite3.** mongodb.** knex.** promise.** stream.** zlib.** buffer.** "
     u"AbortController AbortSignal.** TextEncoder TextDecoder performance.** i18n.** helmet.**",
     {Harmless, Sink::None, 0, nullptr}},
    {u"*.toString *.trim *.trimStart *.trimEnd *.toLowerCase *.toUpperCase *.split *.slice "
     u"*.substring *.substr *.replace *.replaceAll *.concat *.join *.padStart *.padEnd "
     u"*.charAt *.charCodeAt *.indexOf *.lastIndexOf *.startsWith *.endsWith *.repeat "
     u"*.normalize *.localeCompare *.at *.push *.pop *.shift *.unshift *.splice *.map "
     u"*.filter *.forEach *.reduce *.find *.findIndex *.some *.every *.flat *.flatMap *.sort "
     u"*.reverse *.keys *.values *.entries *.set *.add *.clear *.then *.catch *.finally "
     u"*.toFixed *.toISOString *.getTime *.toJSON *.lean *.populate *.limit *.skip "
     u"*.findOne *.findById *.findAll *.findByPk *.findMany *.findUnique *.count "
     u"*.countDocuments *.where *.select *.from *.orderBy *.first *.info *.warn *.error "
     u"*.debug *.trace *.log *.includes *.has *.promise *.on *.once *.pipe *.json *.text "
     u"*.bind *.call *.apply *.digest *.fill *.hasOwnProperty *.next *.status *.close",
     {Harmless, Sink::None, 0, nullptr}},
};

} // namespace calls

std::span<const CallRow> scriptCalls()
{
    return calls::ScriptCalls;
}

} // namespace drawbridge::routes
