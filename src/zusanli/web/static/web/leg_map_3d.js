// The leg in three dimensions: loaded only when somebody asks for it. It shows the same places as the
// flat views, which are its views from six sides. Lengths are the mesh's decimetres.

const STEPS = 3000; // of a coordinate in a decimetre, as tools/leg_model.py packs them
const VIEWS = {
  front: { yaw: 0, pitch: 0 },
  back: { yaw: Math.PI, pitch: 0 },
  outer: { yaw: -Math.PI / 2, pitch: 0 },
  inner: { yaw: Math.PI / 2, pitch: 0 },
  top: { yaw: Math.PI, pitch: Math.PI / 2, foot: true },
  sole: { yaw: 0, pitch: -Math.PI / 2, foot: true },
};
const WHOLE = { centre: [1.0, -3.1, 0.25], high: 10.8, top: 9 };
const FOOT = { centre: [1.4, -7.8, 0.7], high: 3.2, top: -7.0 };
// `high` is what the stage shows from top to bottom, `top` where the leg is cut, so that it does not
// stand before its own foot.
const STEP = Math.PI / 12;
const LEAST_HIGH = 1.6;
const PROUD = 0.04; // decimetres that a dot stands out of the skin, which is coarser here
const LEAST_FACING = 0.2; // 1 is squarely, 0 edge on
const A_TAP = 6; // CSS pixels that a finger may slip
const TURNING = 350; // ms
const [LETTER, LINE] = [7, 12]; // CSS pixels that a code takes

const VERTEX = `
attribute vec3 place; attribute vec3 normal;
uniform mat3 turned; uniform vec3 centre; uniform vec2 scale; uniform mediump float side;
varying vec3 facing; varying float height;
void main() {
  height = place.y;
  vec3 at = turned * (place * vec3(side, 1.0, 1.0) - centre * vec3(side, 1.0, 1.0));
  facing = turned * (normal * vec3(side, 1.0, 1.0));
  gl_Position = vec4(at.xy * scale, -at.z / 16.0, 1.0);
}`;
const FRAGMENT = `
precision mediump float;
uniform mediump float side; uniform float top; varying vec3 facing; varying float height;
void main() {
  if (height > top) discard;
  bool outside = gl_FrontFacing == (side > 0.0);
  float light = 0.62 + 0.38 * max(0.0, dot(normalize(facing), normalize(vec3(-0.35, 0.4, 0.85))));
  gl_FragColor = outside ? vec4(vec3(0.965, 0.875, 0.82) * light, 1.0) : vec4(0.80, 0.76, 0.74, 1.0);
}`;

const fetched = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error("the leg did not come");
  const data = await answer.arrayBuffer();
  const [corners, faces] = new Uint32Array(data, 0, 2);
  const places = Float32Array.from(new Int16Array(data, 8, corners * 3), (each) => each / STEPS);
  return { places, faces: new Uint16Array(data, 8 + corners * 6, faces * 3) };
};

const normalsOf = ({ places, faces }) => {
  const normals = new Float32Array(places.length);
  for (let face = 0; face < faces.length; face += 3) {
    const [a, b, c] = [faces[face] * 3, faces[face + 1] * 3, faces[face + 2] * 3];
    const [ux, uy, uz] = [places[b] - places[a], places[b + 1] - places[a + 1], places[b + 2] - places[a + 2]];
    const [vx, vy, vz] = [places[c] - places[a], places[c + 1] - places[a + 1], places[c + 2] - places[a + 2]];
    const across = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    for (const corner of [a, b, c]) for (let axis = 0; axis < 3; axis++) normals[corner + axis] += across[axis];
  }
  for (let at = 0; at < normals.length; at += 3) {
    const long = Math.hypot(normals[at], normals[at + 1], normals[at + 2]) || 1;
    for (let axis = 0; axis < 3; axis++) normals[at + axis] /= long;
  }
  return normals;
};

const dot3 = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

// Rows: what is across, up, and towards the viewer, in the leg's own axes.
const rowsOf = ({ yaw, pitch }) => {
  const [s, c, t, k] = [Math.sin(yaw), Math.cos(yaw), Math.sin(pitch), Math.cos(pitch)];
  return [[c, 0, s], [s * t, k, -c * t], [-s * k, t, c * k]];
};

// Whether skin that is shown lies between a place on the left leg and a viewer far away.
const covered = ({ places, faces }, at, way, top) => {
  for (let face = 0; face < faces.length; face += 3) {
    const [a, b, c] = [faces[face] * 3, faces[face + 1] * 3, faces[face + 2] * 3];
    if (places[a + 1] > top) continue;
    const ux = places[b] - places[a], uy = places[b + 1] - places[a + 1], uz = places[b + 2] - places[a + 2];
    const vx = places[c] - places[a], vy = places[c + 1] - places[a + 1], vz = places[c + 2] - places[a + 2];
    const px = way[1] * vz - way[2] * vy, py = way[2] * vx - way[0] * vz, pz = way[0] * vy - way[1] * vx;
    const volume = ux * px + uy * py + uz * pz;
    if (Math.abs(volume) < 1e-12) continue;
    const fx = at[0] - places[a], fy = at[1] - places[a + 1], fz = at[2] - places[a + 2];
    const one = (fx * px + fy * py + fz * pz) / volume;
    if (one < 0 || one > 1) continue;
    const qx = fy * uz - fz * uy, qy = fz * ux - fx * uz, qz = fx * uy - fy * ux;
    const other = (way[0] * qx + way[1] * qy + way[2] * qz) / volume;
    if (other < 0 || one + other > 1) continue;
    if ((vx * qx + vy * qy + vz * qz) / volume > 0) return true;
  }
  return false;
};

const programOf = (gl) => {
  const program = gl.createProgram();
  for (const [kind, text] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error("the leg cannot be drawn");
  gl.useProgram(program);
  return program;
};

const painterOf = (canvas, leg) => {
  const gl = canvas.getContext("webgl", { alpha: true, antialias: true });
  if (!gl) throw new Error("there is no WebGL");
  const program = programOf(gl);
  for (const [name, values] of [["place", leg.places], ["normal", normalsOf(leg)]]) {
    const at = gl.getAttribLocation(program, name);
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ARRAY_BUFFER, values, gl.STATIC_DRAW);
    gl.enableVertexAttribArray(at);
    gl.vertexAttribPointer(at, 3, gl.FLOAT, false, 0, 0);
  }
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, leg.faces, gl.STATIC_DRAW);
  gl.enable(gl.DEPTH_TEST);
  const uniform = (name) => gl.getUniformLocation(program, name);
  return ({ rows, centre, side, top, across, up }) => {
    gl.viewport(0, 0, canvas.width, canvas.height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    gl.uniformMatrix3fv(uniform("turned"), false, [0, 1, 2].flatMap((axis) => rows.map((row) => row[axis])));
    gl.uniform3fv(uniform("centre"), centre);
    gl.uniform2f(uniform("scale"), across, up);
    gl.uniform1f(uniform("side"), side);
    gl.uniform1f(uniform("top"), top);
    gl.drawElements(gl.TRIANGLES, leg.faces.length, gl.UNSIGNED_SHORT, 0);
  };
};

// On the left leg, of which the right one is the mirror.
const dotsOf = (of) =>
  [...of.querySelectorAll(".leg-dots g.dot")].map((element) => {
    const mirror = element.dataset.side === "left" ? 1 : -1;
    const [at, out] = [element.dataset.at, element.dataset.out].map((written) =>
      written.split(" ").map((each, axis) => Number(each) * (axis ? 1 : mirror)));
    return { element, at, out };
  });

export const legOf = async (of, lost) => {
  const leg = await fetched(of.dataset.model);
  const stage = of.querySelector(".leg-stage");
  const canvas = stage.querySelector("canvas");
  const paint = painterOf(canvas, leg);
  const dots = dotsOf(of);
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const stop = new AbortController();
  const listen = (target, kind, heard, more = {}) =>
    target.addEventListener(kind, heard, { signal: stop.signal, ...more });
  const first = dots.some(({ element }) => element.dataset.side === "left") || !dots.length ? 1 : -1;
  let now = { ...VIEWS.front, ...WHOLE, side: first };
  let [wanted, moving, dragged, wentFar] = [now, 0, null, false];

  const draw = () => {
    const { width, height } = stage.getBoundingClientRect();
    const sharp = Math.min(devicePixelRatio || 1, 2);
    canvas.width = Math.round(width * sharp);
    canvas.height = Math.round(height * sharp);
    const pixels = height / now.high; // CSS pixels in a decimetre
    // The right leg is the left one in a mirror, seen by a mirrored viewer.
    const rows = rowsOf(now);
    paint({ rows, centre: now.centre, side: now.side, top: now.top, across: (2 * pixels) / width, up: (2 * pixels) / height });
    place(rows, pixels, width, height);
  };
  const place = (rows, pixels, width, height) => {
    const svg = stage.querySelector(".leg-dots");
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const taken = [];
    const towards = [rows[2][0] * now.side, rows[2][1], rows[2][2]];
    for (const { element, at, out } of dots) {
      const away = at.map((each, axis) => (each - now.centre[axis]) * (axis ? 1 : now.side));
      const ours = (element.dataset.side === "left") === now.side > 0;
      const turnedAway = dot3(out, towards) < LEAST_FACING || at[1] > now.top;
      const gone = !ours || turnedAway || (!moving && !dragged && covered(leg, at.map((each, axis) => each + PROUD * out[axis]), towards, now.top));
      if (!(gone && document.activeElement === element)) element.toggleAttribute("hidden", gone);
      const [across, down] = [width / 2 + dot3(rows[0], away) * pixels, height / 2 - dot3(rows[1], away) * pixels];
      element.setAttribute("transform", `translate(${across} ${down})`);
      const long = element.dataset.point.length * LETTER + 9;
      const tight = gone || taken.some(([x, y, reach]) => Math.abs(y - down) < LINE && across < x + reach && x < across + long);
      element.querySelector(".code").classList.toggle("tight", tight);
      if (!gone) taken.push([across, down, tight ? 9 : long]);
    }
  };

  const go = (to) => {
    const from = now;
    wanted = { ...now, ...to };
    wanted.yaw = from.yaw + Math.atan2(Math.sin(wanted.yaw - from.yaw), Math.cos(wanted.yaw - from.yaw));
    cancelAnimationFrame(moving);
    if (still.matches || from.side !== wanted.side) {
      [now, moving] = [wanted, 0];
      draw();
      return;
    }
    const started = performance.now();
    const frame = (time) => {
      const share = Math.min(1, Math.max(0, (time - started) / TURNING));
      const eased = share * share * (3 - 2 * share);
      const mix = (a, b) => a + (b - a) * eased;
      now = { ...wanted, yaw: mix(from.yaw, wanted.yaw), pitch: mix(from.pitch, wanted.pitch), high: mix(from.high, wanted.high),
        centre: from.centre.map((each, axis) => mix(each, wanted.centre[axis])) };
      moving = share < 1 ? requestAnimationFrame(frame) : 0;
      draw();
    };
    moving = requestAnimationFrame(frame);
  };
  const upright = (pitch) => Math.max(-Math.PI / 2, Math.min(Math.PI / 2, pitch));
  // Nobody gets lost: from afar the whole leg is in the middle again.
  const nearer = (by) => go({ high: Math.max(LEAST_HIGH, Math.min(WHOLE.high, wanted.high * by)) });
  const TURNS = {
    left: () => go({ yaw: wanted.yaw - STEP }),
    right: () => go({ yaw: wanted.yaw + STEP }),
    up: () => go({ pitch: upright(wanted.pitch - STEP) }),
    down: () => go({ pitch: upright(wanted.pitch + STEP) }),
    nearer: () => nearer(0.7),
    farther: () => (wanted.high * 1.4 > WHOLE.high ? go(WHOLE) : nearer(1.4)),
  };
  const KEYS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down", "+": "nearer", "=": "nearer", "-": "farther" };
  const onLeg = (side, to) => {
    for (const button of of.querySelectorAll("[data-leg]")) button.setAttribute("aria-pressed", String(button.dataset.leg === side));
    go({ side: side === "left" ? 1 : -1, ...to });
  };
  const sided = (yaw, side) => (side > 0 ? yaw : -yaw);

  const face = (view) => {
    const { yaw, pitch, foot } = VIEWS[view];
    go({ yaw: sided(yaw, now.side), pitch, ...(foot ? FOOT : WHOLE) });
  };
  const show = (element) => {
    const dot = dots.find((each) => each.element === element);
    if (!dot) return;
    const side = element.dataset.side === "left" ? 1 : -1;
    const yaw = Math.atan2(-dot.out[0] * side, dot.out[2]);
    const pitch = upright(Math.asin(Math.max(-1, Math.min(1, dot.out[1]))) * 0.9);
    const high = dot.at[1] < -6.8 ? Math.min(wanted.high, 3.6) : Math.max(wanted.high, 5);
    onLeg(element.dataset.side, { yaw, pitch, high, centre: high < 9 ? dot.at : WHOLE.centre, top: WHOLE.top });
  };

  for (const button of of.querySelectorAll("[data-turn]")) listen(button, "click", TURNS[button.dataset.turn]);
  for (const button of of.querySelectorAll("[data-leg]")) {
    listen(button, "click", () => {
      const side = button.dataset.leg === "left" ? 1 : -1;
      if (side !== now.side) onLeg(button.dataset.leg, { yaw: -wanted.yaw });
    });
  }
  listen(stage, "keydown", (event) => {
    if (event.target !== stage || !(event.key in KEYS)) return;
    event.preventDefault();
    TURNS[KEYS[event.key]]();
  });
  listen(stage, "pointerdown", (event) => {
    dragged = { x: event.clientX, y: event.clientY, ...now };
    cancelAnimationFrame(moving);
    moving = 0;
  });
  listen(window, "pointermove", (event) => {
    if (!dragged) return;
    const [across, down] = [event.clientX - dragged.x, event.clientY - dragged.y];
    now = wanted = { ...now, yaw: dragged.yaw + across / 110, pitch: upright(dragged.pitch + down / 110) };
    draw();
  });
  for (const kind of ["pointerup", "pointercancel"]) {
    listen(window, kind, (event) => {
      if (!dragged) return;
      wentFar = Math.hypot(event.clientX - dragged.x, event.clientY - dragged.y) > A_TAP;
      dragged = null;
      draw();
    });
  }
  // The end of a drag is no tap on a point.
  listen(stage, "click", (event) => wentFar && event.stopPropagation(), { capture: true });
  listen(canvas, "webglcontextlost", () => lost());
  const resized = new ResizeObserver(draw);
  resized.observe(stage);
  onLeg(now.side > 0 ? "left" : "right", {});
  return {
    face,
    show,
    stop: () => {
      stop.abort();
      resized.disconnect();
      cancelAnimationFrame(moving);
    },
  };
};
