# Writes what metafor says of the tables beside this file, as metafor.json and distributions.csv.
#
#   Debian 12:  apt-get install --no-install-recommends r-cran-metafor r-cran-jsonlite
#   run:        cd tests/golden && Rscript metafor.R
#
# Nothing but this runs R: the tests read what is committed. Iterations stop far below the tolerances
# of the tests (1e-6 for closed forms, 1e-4 for what is iterated).

suppressPackageStartupMessages({library(metafor); library(jsonlite)})

# As tight as the size of tau2 lets the iterations end: large ones have fewer digits behind the point.
THRESHOLDS <- c(1e-14, 1e-12, 1e-10, 1e-8)
tight <- function(...) {
  for (threshold in THRESHOLDS) {
    control <- list(threshold = threshold, tol = 1e-14, maxiter = 1e4, tau2.max = 1e6)
    r <- try(suppressWarnings(rma(yi, vi, control = control, ...)), silent = TRUE)
    if (!inherits(r, "try-error")) return(r)
  }
  stop(r)
}
METHODS <- c(ee = "EE", dl = "DL", pm = "PM", reml = "REML", ml = "ML", eb = "EB",
             he = "HE", hs = "HS", sj = "SJ")
Z <- qnorm(0.975)

# Peto, and Mantel and Haenszel, take the counts as they are; ratios leave out studies without events.
effects <- function(table, measure) {
  t <- read.csv(file.path("tables", paste0(table, ".csv")))
  if (!is.null(t$b)) { t$n1 <- t$a + t$b; t$n2 <- t$c + t$d }
  if (measure == "ratio") {
    return(data.frame(t, yi = log(t$ratio), vi = ((log(t$ci_high) - log(t$ci_low)) / (2 * Z))^2))
  }
  if (measure == "generic") return(t)
  if (measure %in% c("or", "rr", "rd")) {
    e <- escalc(toupper(measure), ai = a, n1i = n1, ci = c, n2i = n2, data = t,
                drop00 = measure != "rd")
    return(e[!is.na(e$yi), ])
  }
  if (measure == "smd_revman") {
    n <- t$n1 + t$n2
    sd <- sqrt(((t$n1 - 1) * t$sd1^2 + (t$n2 - 1) * t$sd2^2) / (n - 2))
    g <- (1 - 3 / (4 * n - 9)) * (t$m1 - t$m2) / sd
    return(data.frame(t, yi = g, vi = n / (t$n1 * t$n2) + g^2 / (2 * (n - 3.94))))
  }
  escalc(c(md = "MD", md_pooled_sd = "MD", smd = "SMD")[[measure]],
         m1i = m1, sd1i = sd1, n1i = n1, m2i = m2, sd2i = sd2, n2i = n2, data = t,
         vtype = if (measure == "md_pooled_sd") "HO" else "LS")
}

coefficient <- function(r, i = 1) list(
  estimate = c(r$beta)[i], se = r$se[i], ci_low = r$ci.lb[i], ci_high = r$ci.ub[i], p = r$pval[i])

fit <- function(e, method, test, ...) tight(
  data = e, method = METHODS[[method]], test = c(z = "z", hksj = "knha")[[test]], ...)

pooled <- function(r) {
  out <- c(list(k = r$k), coefficient(r), list(q = r$QE))
  if (r$k == 1) return(out)
  out <- c(out, list(q_p = r$QEp, i2 = r$I2))
  if (r$method != "EE") {
    t <- confint(r, control = list(tol = 1e-14, maxiter = 1e5, tau2.max = 1e6))$random[1, ]
    pi <- predict(r)
    out <- c(out, list(tau2 = r$tau2, tau2_low = t[["ci.lb"]], tau2_high = t[["ci.ub"]],
                       pi_low = pi$pi.lb, pi_high = pi$pi.ub))
    if (r$k > 2) {
      hts <- predict(r, pi.type = "riley")
      out <- c(out, list(pi_hts_low = hts$pi.lb, pi_hts_high = hts$pi.ub))
    }
  }
  out
}

case <- function(table, measure, method, test, ...) {
  e <- effects(table, measure)
  list(table = table, measure = measure, method = method, test = test,
       says = pooled(fit(e, method, test)))
}

cases <- list()
for (at in list(c("bcg", "rr"), c("bcg", "or"), c("bcg", "rd"), c("p6_nausea", "or"),
                c("p6_nausea", "rr"), c("ear_acupuncture", "or"), c("stroke_stay", "md"),
                c("stroke_stay", "md_pooled_sd"), c("stroke_stay", "smd"),
                c("stroke_stay", "smd_revman"), c("beta_blockers", "or"), c("teachers", "generic"),
                c("ten_studies", "generic"), c("passive_smoking", "ratio"), c("zero_cells", "or"),
                c("zero_cells", "rr"), c("zero_cells", "rd"), c("two", "generic"),
                c("agreeing", "generic"), c("one_outweighs", "generic")))
  for (method in names(METHODS)) for (test in c("z", "hksj"))
    cases[[length(cases) + 1]] <- case(at[1], at[2], method, test)
cases[[length(cases) + 1]] <- case("one", "generic", "reml", "z")
for (method in c("dl", "pm", "reml")) cases[[length(cases) + 1]] <- case("thousand", "generic", method, "z")

counted <- list()
for (table in c("bcg", "p6_nausea", "beta_blockers", "zero_cells"))
  for (measure in c("or", "rr", "rd", "peto")) {
    t <- read.csv(file.path("tables", paste0(table, ".csv")))
    if (!is.null(t$b)) { t$n1 <- t$a + t$b; t$n2 <- t$c + t$d }
    if (measure != "rd") t <- t[!((t$a == 0 & t$c == 0) | (t$a == t$n1 & t$c == t$n2)), ]
    r <- if (measure == "peto") rma.peto(ai = a, n1i = n1, ci = c, n2i = n2, data = t) else
      rma.mh(ai = a, n1i = n1, ci = c, n2i = n2, data = t, measure = toupper(measure), drop00 = FALSE)
    counted[[length(counted) + 1]] <- list(
      table = table, measure = if (measure == "peto") "or" else measure,
      method = if (measure == "peto") "peto" else "mh",
      says = c(list(k = r$k), coefficient(r), list(q = r$QE, q_p = r$QEp, i2 = r$I2)))
  }

beside <- list()
for (at in list(c("bcg", "rr"), c("p6_nausea", "or"), c("ten_studies", "generic"),
                c("agreeing", "generic"), c("passive_smoking", "ratio"))) {
  e <- effects(at[1], at[2])
  r <- fit(e, "reml", "z")
  eg <- regtest(r, model = "lm")
  co <- coef(summary(eg$fit))
  filled <- suppressWarnings(trimfill(r, control = r$control))
  loo <- leave1out(r)
  cum <- cumul(r)
  hc <- hc(r, control = list(tol = 1e-12))
  beside[[length(beside) + 1]] <- list(
    table = at[1], measure = at[2],
    egger = list(slope = co[2, 1], slope_se = co[2, 2], statistic = eg$zval, p = eg$pval,
                 limit = eg$est, limit_low = eg$ci.lb, limit_high = eg$ci.ub),
    trim_and_fill = c(list(missing = filled$k0, side = filled$side), coefficient(filled),
                      list(tau2 = filled$tau2)),
    leave_one_out = data.frame(estimate = loo$estimate, se = loo$se, tau2 = loo$tau2, q = loo$Q),
    cumulative = data.frame(estimate = cum$estimate, se = cum$se, tau2 = cum$tau2),
    henmi_copas = list(estimate = c(hc$beta), ci_low = hc$ci.lb, ci_high = hc$ci.ub))
}

along <- list()
for (at in list(c("bcg", "rr", "ablat"), c("bcg", "rr", "year"), c("teachers", "generic", "weeks"),
                c("agreeing", "generic", "dose"), c("thousand", "generic", "dose")))
  for (method in if (at[1] == "thousand") "dl" else names(METHODS)) for (test in c("z", "hksj")) {
    e <- effects(at[1], at[2])
    r <- fit(e, method, test, mods = e[[at[3]]])
    along[[length(along) + 1]] <- list(
      table = at[1], measure = at[2], by = at[3], method = method, test = test,
      intercept = coefficient(r, 1), slope = coefficient(r, 2),
      says = list(tau2 = r$tau2, i2 = r$I2, q = r$QE, q_p = r$QEp))
  }

write_json(list(versions = list(R = R.version.string, metafor = as.character(packageVersion("metafor"))),
                pooled = cases, counted = counted, beside = beside, along = along),
           "metafor.json", auto_unbox = TRUE, digits = I(15), pretty = 1)

# The distributions that stand in for R's own.
rows <- list()
for (df in c(1, 2, 3, 4, 9, 22.5, 99, 999)) for (p in c(1e-6, 0.005, 0.025, 0.3, 0.5, 0.8, 0.975, 0.9999)) {
  rows[[length(rows) + 1]] <- data.frame(what = "t", df = df, p = p, x = qt(p, df))
  rows[[length(rows) + 1]] <- data.frame(what = "chi2", df = df, p = p, x = qchisq(p, df))
}
for (p in c(1e-12, 1e-6, 0.005, 0.025, 0.3, 0.5, 0.8, 0.975, 0.9999))
  rows[[length(rows) + 1]] <- data.frame(what = "normal", df = NA, p = p, x = qnorm(p))
for (x in c(0.001, 0.5, 1, 3, 20, 90, 400)) for (df in c(1, 2, 7, 30.5, 200)) {
  rows[[length(rows) + 1]] <- data.frame(what = "chi2_tail", df = df, p = pchisq(x, df, lower.tail = FALSE), x = x)
  rows[[length(rows) + 1]] <- data.frame(what = "t_tail", df = df, p = pt(x, df, lower.tail = FALSE), x = x)
}
table <- do.call(rbind, rows)
for (column in c("df", "p", "x")) table[[column]] <- formatC(table[[column]], digits = 16, format = "g")
write.csv(table, "distributions.csv", row.names = FALSE, quote = FALSE)
